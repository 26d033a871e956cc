package web

import (
	. "context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go notify(Background(), r.URL.Path) // want unsafe "WithoutCancel"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx Context, id string) error {
	println(id)
	return ctx.Err()
}
