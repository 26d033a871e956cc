package poll

import "context"

type poller struct {
	//ctxmend:ignore ctx-in-struct lives as long as the process
	ctx  context.Context
	name string
}

type other struct {
	ctx context.Context //nolint:containedctx
}

func (p *poller) poll(ctx context.Context, o *other) error {
	if ctx.Err() != nil {
		return o.ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
