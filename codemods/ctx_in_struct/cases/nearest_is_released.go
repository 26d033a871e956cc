package poll

import (
	"context"
	"time"
)

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

// Run runs.
func Run(ctx context.Context, p *poller) error {
	gctx, cancel := context.WithTimeout(ctx, time.Second)
	err := work(gctx, "a")
	cancel()
	if err != nil {
		return err
	}
	return p.poll()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
