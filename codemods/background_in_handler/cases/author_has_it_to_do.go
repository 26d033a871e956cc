package web

import (
	"context"
	"net/http"
)

func handleOrder(w http.ResponseWriter, r *http.Request) {
	// TODO: use the request's context
	if err := place(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func place(ctx context.Context) error { return ctx.Err() }
