package proxy

import "context"

type backend interface {
	Stop(ctx context.Context, id string) error
	Close(ctx context.Context) error
	watch(ctx context.Context, id string) error
}

type proxy struct{ inner []backend }

// The caller has chosen the context for this very stop.
func (p *proxy) Stop(ctx context.Context, id string) error {
	for _, b := range p.inner {
		if err := b.Stop(context.Background(), id); err != nil { // want unsafe "b.Stop gets"
			return err
		}
	}
	return nil
}

func (p *proxy) Watch(ctx context.Context, id string) error {
	return p.inner[0].watch(context.Background(), id) // want unsafe "watch gets"
}

type tracer struct {
	traceQuery func(ctx context.Context, text string) context.Context
}

func (t *tracer) TraceQuery(ctx context.Context, text string) context.Context {
	return t.traceQuery(context.Background(), text) // want unsafe "traceQuery gets"
}

type rows struct{ next func() error }

type table struct{ name string }

func (t *table) Select(ctx context.Context, where string) *rows {
	return &rows{func() error {
		println(t.name, where)
		return ctx.Err()
	}}
}

type view struct{ table *table }

// Whoever reads the rows has chosen the context for them.
func (v *view) Select(ctx context.Context, where string) *rows {
	return v.table.Select(context.Background(), where) // want unsafe "Select gets"
}

// These may be read by whoever comes later.
func (v *view) all(ctx context.Context) *rows {
	return v.table.Select(context.Background(), "")
}
