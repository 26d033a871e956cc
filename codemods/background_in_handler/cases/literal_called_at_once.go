package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	err := func() error {
		return ping(context.Background()) // want unsafe "request|r\\.Context"
	}()
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
