package poll

import "context"

type poller struct {
	ctx  context.Context // want none "compare"
	name string
}

func (p *poller) poll(ctx context.Context) error {
	if p.ctx == nil {
		p.ctx = ctx
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
