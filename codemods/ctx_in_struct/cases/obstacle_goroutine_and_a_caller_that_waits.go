package poll

import "context"

type poller struct {
	ctx  context.Context // want none "goroutine that line 24 starts"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll(name string) error { return work(p.ctx, p.name+name) }

type service struct{ p *poller }

func newService(ctx context.Context) *service {
	return &service{p: newPoller(ctx, "a")}
}

// use polls at once, and once more in its own time.
func (s *service) use(ctx context.Context) error {
	go s.p.poll("later")
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.p.poll("now")
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
