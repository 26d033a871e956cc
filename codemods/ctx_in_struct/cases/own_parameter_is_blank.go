package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll(_ context.Context) error { return work(p.ctx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
