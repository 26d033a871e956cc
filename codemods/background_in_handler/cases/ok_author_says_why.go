package web

import (
	"context"
	"net/http"
	"time"
)

func handleOrder(w http.ResponseWriter, r *http.Request) {
	// The order is placed even if the client cancels the request.
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := place(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	if err := place(context.Background()); err != nil { // must outlive the request
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	// A new context, so that an order is always placed in full
	// on shutdown.
	if err := place(context.Background()); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func place(ctx context.Context) error { return ctx.Err() }
