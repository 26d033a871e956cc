package web

import (
	"context"
	"net/http"
)

func handleHealth(w http.ResponseWriter, r *http.Request) {
	var ctx = context.TODO() // want unsafe "request|r\\.Context"
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
