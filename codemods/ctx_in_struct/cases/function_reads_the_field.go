package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func poll(ctx context.Context, p *poller) error {
	if p.name == "" {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
