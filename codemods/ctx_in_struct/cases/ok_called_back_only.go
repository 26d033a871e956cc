package clusters

import (
	"context"
	"time"
)

type events struct {
	onKey  []func(key string) error
	onName []func(name string, n int) error
}

func (e *events) OnKey(ctx context.Context, f func(key string) error) {
	e.onKey = append(e.onKey, f)
	context.AfterFunc(ctx, func() { e.onKey = nil })
}

func (e *events) OnName(ctx context.Context, id string, f func(name string, n int) error) {
	e.onName = append(e.onName, f)
	context.AfterFunc(ctx, func() { println(id, "ends") })
}

type importer struct {
	ctx  context.Context
	kind string
}

// What calls it back has no other context, and stops when this one ends.
func register(ctx context.Context, e *events, kind string) {
	i := importer{
		ctx:  ctx,
		kind: kind,
	}
	e.OnKey(ctx, i.load)
	e.OnName(ctx, "import", i.change)
	e.OnKey(ctx, func(key string) error {
		if key == "" {
			key = i.kind
		}
		return i.load(key)
	})
}

func (i *importer) load(key string) error { return i.ask(key) }

func (i *importer) change(name string, n int) error {
	if n == 0 {
		return nil
	}
	return i.ask(name)
}

func (i *importer) ask(key string) error { return ask(i.ctx, i.kind, key) }

func ask(ctx context.Context, kind, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(kind, key)
		return nil
	}
}
