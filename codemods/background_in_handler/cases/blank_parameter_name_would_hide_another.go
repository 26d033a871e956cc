package web

import (
	"context"
	"net/http"
)

type reporter struct{ count int }

func (r *reporter) handleHealth(w http.ResponseWriter, _ *http.Request) {
	r.count++
	if err := ping(context.Background()); err != nil { // want unsafe "request|Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
