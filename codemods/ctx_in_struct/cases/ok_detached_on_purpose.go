package objects

import (
	"context"
	"io"
	"net/http"
	"time"
)

type backend struct{ objects chan string }

func (b *backend) reader(ctx context.Context, name string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case o := <-b.objects:
		return name + o, nil
	case <-time.After(time.Minute):
		return "", io.EOF
	}
}

type reading struct {
	ctx     context.Context
	backend *backend
	store   map[string]string
	name    string
}

// What is fetched is put into the store for all.
func (g *reading) get() (string, error) {
	object, err := g.backend.reader(g.ctx, g.name)
	if err != nil {
		return "", err
	}
	g.store[g.name] = object
	return object, nil
}

type target struct {
	backend *backend
	store   map[string]string
}

func (t *target) serve(w http.ResponseWriter, r *http.Request) {
	g := &reading{backend: t.backend, store: t.store, name: r.URL.Path}
	g.ctx = context.Background()
	object, err := g.get()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	_, _ = io.WriteString(w, object)
}
