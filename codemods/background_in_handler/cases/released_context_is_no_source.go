package web

import (
	"context"
	"net/http"
	"time"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	err := ping(ctx)
	cancel()
	if err == nil {
		err = ping(context.Background()) // want unsafe "request|r\\.Context"
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
