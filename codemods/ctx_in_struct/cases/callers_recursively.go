package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func (p *poller) pollTwice() error {
	if err := p.poll(); err != nil {
		return err
	}
	return p.poll()
}

func run(ctx context.Context, p *poller) error { return p.pollTwice() }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
