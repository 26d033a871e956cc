package poll

import "context"

type key struct{}

type poller struct {
	ctx  context.Context // want none "making"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: context.WithValue(ctx, key{}, name), name: name}
}

func (p *poller) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
