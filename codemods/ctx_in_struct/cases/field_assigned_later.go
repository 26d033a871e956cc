package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) setUp() {
	p.name = "gopher"
	p.ctx = context.Background()
}

func (p *poller) poll(ctx context.Context) error {
	if p.name == "" {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
