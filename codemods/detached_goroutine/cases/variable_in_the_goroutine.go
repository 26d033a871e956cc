package web

import (
	"context"
	"log/slog"
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
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
