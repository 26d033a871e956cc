package web

import (
	"context"
	"net/http"
)

func handleHealth(w http.ResponseWriter, _ *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
