package poll

import "context"

type Poller struct {
	ctx  context.Context // want none "exported|Poll"
	name string
}

func (p *Poller) Poll() error { return work(p.ctx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
