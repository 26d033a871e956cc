package poll

import "context"

type poller struct {
	ctx  context.Context
	name string
}

// WithContext gives a copy for one call.
func (p *poller) WithContext(ctx context.Context) *poller {
	own := *p
	own.ctx = ctx
	return &own
}

func (p *poller) Poll() error { return work(p.ctx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
