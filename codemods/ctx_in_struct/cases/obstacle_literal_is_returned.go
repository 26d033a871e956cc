package poll

import "context"

type poller struct {
	ctx  context.Context // want none "line 22 is returned"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

type service struct{ p *poller }

func (s *service) now(ctx context.Context) error { return s.p.poll() }

// later gives what is called in its own time.
func (s *service) later(ctx context.Context) func() error {
	return func() error { return s.p.poll() }
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
