package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll(int, ...string) error { return work(p.ctx, p.name) }

func (p *poller) again(context.Context, int) error { return work(p.ctx, p.name) }

func run(ctx context.Context, p *poller) error {
	if err := p.again(ctx, 1); err != nil {
		return err
	}
	return p.poll(1, "a", "b")
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
