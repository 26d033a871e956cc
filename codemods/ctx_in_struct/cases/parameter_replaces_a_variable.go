package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error {
	ctx := p.ctx
	if p.name == "" {
		return ctx.Err()
	}
	return work(ctx, p.name)
}

func run(ctx context.Context, p *poller) error { return p.poll() }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
