package poll

import "context"

type poller struct {
	name string
	ctx  context.Context // want unsafe "struct"
	max  int
}

func newPoller(name string) *poller {
	return &poller{
		name: name,
		ctx:  context.TODO(),
		max:  10,
	}
}

func (p *poller) poll(ctx context.Context) error {
	if p.max == 0 {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
