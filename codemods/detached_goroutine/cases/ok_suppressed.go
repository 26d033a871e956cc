package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	//ctxmend:ignore detached-goroutine the mail knows nothing of requests
	go notify(context.Background(), r.URL.Path)
	go notify(context.Background(), r.URL.Path) //nolint:contextcheck
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
