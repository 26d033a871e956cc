package web

import (
	"context"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background()
	//ctxmend:ignore background-in-handler
	if err := notify(ctx, "a"); err != nil {
		return
	}
	go notify(ctx, "b")
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
