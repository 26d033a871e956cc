package p

import "context"

type poller struct {
	ctx  context.Context // want unsafe "gets a parameter ctx instead"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func run(ctx context.Context, p *poller) error { return p.poll() }

func work(ctx context.Context, name string) error {
	_ = name
	return ctx.Err()
}
