package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, _ *http.Request) {
	go notify(context.Background(), "a") // want unsafe "WithoutCancel\\(r.Context"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
