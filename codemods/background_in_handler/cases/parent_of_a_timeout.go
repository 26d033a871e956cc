package web

import (
	"context"
	"net/http"
	"time"
)

func handleHealth(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second) // want unsafe "request|r\\.Context"
	defer cancel()
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
