package fetch

import (
	"context"
	"net/http"
	"time"
)

type handler struct{ ctx context.Context }

func (h handler) ServeHTTP(http.ResponseWriter, *http.Request) { work(h.ctx) }

func route(parent context.Context, mux *http.ServeMux) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "stored by Handle"
	mux.Handle("/", handler{ctx})
}

func routeFunc(parent context.Context, mux *http.ServeMux) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "stored by Handle"
	mux.Handle("/", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { work(ctx) }))
}

// The function serves as long as it runs.
func serve(parent context.Context, address string) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want safe "discarded"
	mux := http.NewServeMux()
	mux.Handle("/", handler{ctx})
	return http.ListenAndServe(address, mux)
}

func work(ctx context.Context) error { return ctx.Err() }
