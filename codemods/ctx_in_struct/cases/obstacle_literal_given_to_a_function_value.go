package poll

import "context"

type poller struct {
	ctx  context.Context // want none "line 25 may keep it"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

type service struct {
	p       *poller
	arrange func(f func() error)
}

func (s *service) now(ctx context.Context) error { return s.p.poll() }

// begin tells whoever arranges what is to be done.
func (s *service) begin(ctx context.Context) {
	s.arrange(func() error { return s.p.poll() })
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
