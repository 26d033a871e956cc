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

type manager struct {
	// system context
	ctx  context.Context
	name string
}

func newManager(ctx context.Context, name string) *manager {
	return &manager{ctx: ctx, name: name}
}

func (m *manager) manage() error { return work(m.ctx, m.name) }

type watcher struct {
	ctx  context.Context // closed when the connection closes
	name string
}

func newWatcher(ctx context.Context, name string) *watcher {
	return &watcher{ctx: ctx, name: name}
}

func (w *watcher) watch() error { return work(w.ctx, w.name) }

func newPoller(ctx context.Context, name string) (*poller, *prober) {
	return &poller{ctx: ctx, name: name}, &prober{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func (p *prober) probe() error { return work(p.ctx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
