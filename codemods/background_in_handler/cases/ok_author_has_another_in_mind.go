package handler

import (
	"context"
	"net/http"
)

func tied(w http.ResponseWriter, r *http.Request) {
	// Use a background context so that the connection isn't tied to the request.
	if err := connect(context.Background()); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func later(w http.ResponseWriter, r *http.Request) {
	// TODO: this context should be based on the server's, and end on shutdown.
	if err := connect(context.TODO()); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func connect(ctx context.Context) error { return ctx.Err() }
