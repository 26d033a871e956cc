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
