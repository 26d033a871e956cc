package poll

import "context"

type pollContext struct {
	context.Context
	name string
}

type both struct {
	context.Context
	context.CancelFunc
}

func (p *pollContext) poll() error { return work(p, p.name) }

func newBoth(ctx context.Context) both {
	var b both
	b.Context, b.CancelFunc = context.WithCancel(ctx)
	return b
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
