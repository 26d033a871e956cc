package poll

import stdctx "context"

type poller struct {
	ctx  stdctx.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func run(ctx stdctx.Context, p *poller) error { return p.poll() }

func work(ctx stdctx.Context, name string) error {
	println(name)
	return ctx.Err()
}
