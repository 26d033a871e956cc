package peers

import "context"

type queue interface{ Startup() }

type manager struct {
	ctx    context.Context
	create func(context.Context, string) queue
	queues map[string]queue
}

// New is given that of the service.
func New(ctx context.Context, create func(context.Context, string) queue) *manager {
	return &manager{ctx: ctx, create: create, queues: map[string]queue{}}
}

// Connected makes what outlives it.
func (m *manager) Connected(id string) {
	q, ok := m.queues[id]
	if !ok {
		q = m.create(m.ctx, id)
		q.Startup()
		m.queues[id] = q
	}
}
