package web

import (
	"context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	background := context.Background() // want unsafe "background is"
	go notify(background, id)
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
