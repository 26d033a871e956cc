package poll

import "context"

type poller struct {
	ctx  context.Context // want none "line 20 has several"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

type service struct{ p *poller }

func (s *service) now(ctx context.Context) error { return s.p.poll() }

func (s *service) merge(ctx, other context.Context) error {
	if err := work(other, "other"); err != nil {
		return err
	}
	return s.p.poll()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
