package poll

import "context"

type Ctx = context.Context

type poller struct {
	ctx  Ctx // want unsafe "struct"
	name string
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
