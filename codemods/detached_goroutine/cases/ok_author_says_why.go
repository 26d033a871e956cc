package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	// Not canceled with the request: the mail has to go out.
	go notify(context.Background(), r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
