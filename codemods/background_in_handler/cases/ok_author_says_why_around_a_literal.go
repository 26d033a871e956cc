package p

import (
	"context"
	"net/http"
)

func put(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	// Use context.Background() to ensure that saving completes even if the request is cancelled
	// This prevents orphaned chunks
	println("about to save", name)
	save := func() error {
		return with(func() error {
			return store(context.Background(), name)
		})
	}
	if err := save(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func with(f func() error) error { return f() }

func store(ctx context.Context, name string) error { return ctx.Err() }
