package poll

import "context"

type poller struct {
	ctx  context.Context
	name string
}

func (p *poller) Context() context.Context { return p.ctx }

func (p *poller) poll() error { return work(p.Context(), p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
