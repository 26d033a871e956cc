package web

import (
	. "context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go notify(Background(), r.URL.Path) // want unsafe "WithoutCancel"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
