package poll

import "context"

type poller struct {
	name string // what to poll

	// ctx is done when
	// the poller is.
	ctx, old context.Context // want unsafe "field ctx" unsafe "field old"

	max int // how often
}

func (p *poller) poll(ctx context.Context) error {
	if p.max == 0 {
		return work(p.old, p.name)
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
