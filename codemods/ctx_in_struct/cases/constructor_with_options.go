package tools

import (
	"context"
	"os/exec"
)

type tool struct {
	ctx context.Context // want unsafe "run gets a parameter ctx instead"
	dir string
}

// A call may give nothing for the options.
func newTool(ctx context.Context, opts ...func(*tool)) *tool {
	t := &tool{ctx: ctx}
	for _, o := range opts {
		o(t)
	}
	return t
}

func (t *tool) run(args ...string) error {
	cmd := exec.CommandContext(t.ctx, "tool", args...)
	cmd.Dir = t.dir
	return cmd.Run()
}

func build(ctx context.Context) error {
	t := newTool(ctx)
	return t.run("build")
}

func buildIn(ctx context.Context, dir string) error {
	return newTool(ctx, func(t *tool) { t.dir = dir }).run("build")
}
