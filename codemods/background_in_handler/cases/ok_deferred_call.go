package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	defer unlock(context.Background(), r.FormValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

func unlock(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
