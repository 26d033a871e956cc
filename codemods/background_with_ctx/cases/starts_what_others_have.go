package tasks

import (
	"context"
	"sync"
)

type manager struct{ started sync.Once }

func (m *manager) Start(ctx context.Context) error { return load(ctx) }

func load(ctx context.Context) error { return ctx.Err() }

type registry struct{ all map[string]*manager }

func (r *registry) Register(name string, m *manager) { r.all[name] = m }

type engine struct {
	registry *registry
	last     *manager
}

// Others have got it by then.
func (e *engine) get(ctx context.Context, name string) (*manager, error) {
	if m, ok := e.registry.all[name]; ok {
		return m, ctx.Err()
	}
	m := &manager{}
	e.registry.Register(name, m)
	if err := m.Start(context.Background()); err != nil {
		return nil, err
	}
	return m, nil
}

func (e *engine) once(ctx context.Context) error {
	m := &manager{}
	return m.Start(context.Background()) // want unsafe "Start gets"
}
