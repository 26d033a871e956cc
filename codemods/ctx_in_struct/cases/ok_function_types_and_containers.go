package poll

import "context"

type poller struct {
	onDone   func(context.Context) error
	contexts []context.Context
	byName   map[string]context.Context
	queue    chan context.Context
}

func (p *poller) poll(ctx context.Context) error {
	p.contexts = append(p.contexts, ctx)
	p.byName["gopher"] = ctx
	p.queue <- ctx
	return p.onDone(ctx)
}
