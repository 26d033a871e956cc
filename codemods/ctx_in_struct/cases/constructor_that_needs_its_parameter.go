package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func newPoller(ctx context.Context, name string) (*poller, error) {
	if err := work(ctx, name); err != nil {
		return nil, err
	}
	return &poller{ctx: ctx, name: name}, nil
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func run(ctx context.Context) error {
	p, err := newPoller(ctx, "gopher")
	if err != nil {
		return err
	}
	return p.poll()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
