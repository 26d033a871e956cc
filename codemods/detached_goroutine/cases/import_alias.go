package web

import (
	std "context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go notify(std.Background(), r.URL.Path) // want unsafe "std.WithoutCancel"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx std.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
