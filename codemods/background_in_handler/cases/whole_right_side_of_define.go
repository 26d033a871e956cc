package web

import (
	"context"
	"net/http"
	"time"
)

func handleHealth(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background() // want unsafe "request|r\\.Context"
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	short, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := ping(short); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
