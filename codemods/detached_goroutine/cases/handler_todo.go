package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go notify(context.TODO(), r.URL.Path) // want unsafe "context.TODO\\(\\) instead"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
