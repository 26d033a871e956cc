package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func handleGroup(w http.ResponseWriter, r *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
