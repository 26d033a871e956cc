package poll

import "context"

type poller struct {
	shutdownCtx context.Context
	name        string
}

func (p *poller) Poll() error { return work(p.shutdownCtx, p.name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
