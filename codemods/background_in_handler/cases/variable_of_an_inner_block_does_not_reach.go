package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		ctx := r.Context()
		if err := ping(ctx); err != nil {
			return
		}
	}
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
