package p

import (
	"context"
	"os/exec"
)

type client struct {
	ctx    context.Context // want none "it stays because line 25 compares structs that have it"
	prefix string
}

func (c client) call(arg string) error {
	return exec.CommandContext(c.ctx, "echo", c.prefix+arg).Run()
}

var def client

func configure(ctx context.Context) { def = client{ctx: ctx} }

var errNone = exec.ErrNotFound

// Without the field one that is configured may look as if it were not.
func call(ctx context.Context, arg string) error {
	if def == (client{}) {
		return errNone
	}
	return def.call(arg)
}

func run(ctx context.Context) error {
	configure(ctx)
	return call(ctx, "a")
}

var _ = run
