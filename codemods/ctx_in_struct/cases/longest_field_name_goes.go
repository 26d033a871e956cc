package poll

import "context"

// The fields that stay are aligned anew.
type poller struct {
	id          int
	baseContext context.Context // want unsafe "struct"
	name        string
}

func (p *poller) poll(ctx context.Context) error {
	println(p.id)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.baseContext, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
