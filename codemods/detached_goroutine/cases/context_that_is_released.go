package web

import (
	"context"
	"net/http"
	"time"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := notify(ctx, "a"); err != nil {
		return
	}
	go notify(context.Background(), "b") // want unsafe "WithoutCancel\\(ctx\\)"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
