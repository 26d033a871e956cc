package serve

import (
	"context"
	"net/http"
)

// The context of the request ends when the handler returns, and with it whatever was started under it.
func handle(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithCancel(r.Context()) // want unsafe "discarded.*goroutine"
	go follow(ctx)
	w.WriteHeader(http.StatusOK)
}

// A request to be sent lives as long as its sender wants.
func send(client *http.Client, r *http.Request) {
	ctx, _ := context.WithCancel(r.Context()) // want none "discarded.*goroutine"
	go follow(ctx)
}

func follow(ctx context.Context) { <-ctx.Done() }
