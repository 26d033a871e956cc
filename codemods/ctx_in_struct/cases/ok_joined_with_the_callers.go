package poll

import "context"

type poller struct {
	ctx  context.Context
	name string
}

type prober struct {
	base context.Context
	name string
}

func newPoller(ctx context.Context, name string) (*poller, *prober) {
	return &poller{ctx: ctx, name: name}, &prober{base: ctx, name: name}
}

func (p *poller) poll(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(p.ctx, cancel)()
	return work(ctx, p.name)
}

func (p *prober) probe(ctx context.Context) error {
	ctx, cancel := join(ctx, p.base)
	defer cancel()
	return work(ctx, p.name)
}

func join(a, b context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(a)
	stop := context.AfterFunc(b, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
