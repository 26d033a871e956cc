package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	background := context.Background() // want unsafe "background is"
	go notify(background, id)
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
