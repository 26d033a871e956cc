package poll

import "context"

type Poller struct {
	ctx  context.Context
	name string
}

// Poll could be called by others, so that nothing can be changed; but no poller outlives the call it is made in.
func (p *Poller) Poll() error { return work(p.ctx, p.name) }

func run(ctx context.Context, name string) error {
	p := Poller{ctx: ctx, name: name}
	return p.Poll()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
