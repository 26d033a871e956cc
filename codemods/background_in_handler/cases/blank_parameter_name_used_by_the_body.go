package web

import (
	"context"
	"net/http"
)

var r = "service is down"

func handleHealth(w http.ResponseWriter, _ *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|Context"
		http.Error(w, r, http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
