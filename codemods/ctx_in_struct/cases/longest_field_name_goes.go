package poll

import "context"

// The fields that stay are aligned anew.
type poller struct {
	id          int
	callContext context.Context // want unsafe "struct"
	name        string
}

func (p *poller) poll(ctx context.Context) error {
	println(p.id)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.callContext, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
