package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	go func() {
		ctx := context.Background() // want unsafe "ctx is context.Background"
		if err := notify(ctx, id); err != nil {
			println(err.Error())
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
