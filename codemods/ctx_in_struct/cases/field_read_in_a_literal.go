package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll(ctx context.Context, each func(func() error) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return each(func() error { return work(p.ctx, p.name) })
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
