package cloud

import (
	"context"
	"net/http"
	"time"
)

type types struct {
	ctx   context.Context // want none "it stays because size is used as a value"
	known map[string]int
}

func newTypes(ctx context.Context) *types {
	return &types{ctx: ctx, known: make(map[string]int)}
}

func (t *types) size(name string) (int, error) { return t.known[name], wait(t.ctx) }

var all = make(map[string]*types)

func fill(name string) {
	all[name] = newTypes(context.Background())
}

// Here the client may leave, and others use it later.
func serve(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	if all[name] == nil {
		all[name] = newTypes(r.Context())
	}
	size := all[name].size
	if _, err := size("a"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
