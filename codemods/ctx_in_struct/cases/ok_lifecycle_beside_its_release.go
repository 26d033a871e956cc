package poll

import "context"

type poller struct {
	ctx    context.Context
	cancel context.CancelFunc
	name   string
}

func newPoller(parent context.Context, name string) *poller {
	ctx, cancel := context.WithCancel(parent)
	return &poller{ctx: ctx, cancel: cancel, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func (p *poller) Close() { p.cancel() }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
