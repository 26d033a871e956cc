package poll

import "context"

type poller struct {
	// ctx is passed to what the poller starts, to coordinate shutdown.
	ctx  context.Context
	name string
}

type prober struct {
	ctx  context.Context // lifetime of the device
	name string
}

func newPoller(ctx context.Context, name string) (*poller, *prober) {
	return &poller{ctx: ctx, name: name}, &prober{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func (p *prober) probe() error { return work(p.ctx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
