package clusters

import (
	"context"
	"net/http"
	"time"
)

type events struct{ onKey []func(key string) error }

func (e *events) OnKey(ctx context.Context, f func(key string) error) {
	e.onKey = append(e.onKey, f)
	context.AfterFunc(ctx, func() { e.onKey = nil })
}

type importer struct {
	ctx  context.Context // want none "it stays because load is used as a value"
	kind string
}

// The handler has a request, whose client may leave.
func register(ctx context.Context, e *events, mux *http.ServeMux) {
	i := importer{ctx: ctx, kind: "a"}
	e.OnKey(ctx, i.load)
	mux.HandleFunc("/load", func(w http.ResponseWriter, r *http.Request) {
		if err := i.load(r.URL.Path); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}

func (i *importer) load(key string) error { return ask(i.ctx, i.kind, key) }

func ask(ctx context.Context, kind, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(kind, key)
		return nil
	}
}
