package poll

import "context"

type poller struct {
	ctx  context.Context // want none "struct"
	name string
}

// A parameter ctx would be hidden, or hide the string.
func (p *poller) poll() error {
	ctx := "poll " + p.name
	return work(p.ctx, ctx)
}

func run(ctx context.Context, p *poller) error { return p.poll() }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
