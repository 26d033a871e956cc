package poll

import "context"

type poller struct {
	ctx  context.Context // want none "value|poll"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func run(ctx context.Context, p *poller, each func(func() error) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return each(p.poll)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
