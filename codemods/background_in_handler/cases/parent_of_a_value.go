package web

import (
	"context"
	"net/http"
)

type traceKey struct{}

func handleHealth(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(context.Background(), traceKey{}, r.Header.Get("Trace")) // want unsafe "request|r\\.Context"
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func handlePath(w http.ResponseWriter, r *http.Request) {
	if err := ping(context.WithValue(context.Background(), traceKey{}, r.URL.Path)); err != nil { // want unsafe "request"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
