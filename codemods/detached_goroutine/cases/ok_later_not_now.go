package web

import (
	"context"
	"net/http"
	"time"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	time.AfterFunc(time.Second, func() {
		if err := notify(context.Background(), id); err != nil {
			println(err.Error())
		}
	})
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
