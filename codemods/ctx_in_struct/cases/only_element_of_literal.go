package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

var all []*poller

func add(ctx context.Context) {
	all = append(all, &poller{
		ctx: ctx,
	})
}

func addAll(ctx context.Context) {
	add(ctx)
	add(ctx)
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
