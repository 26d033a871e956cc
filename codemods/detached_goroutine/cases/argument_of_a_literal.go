package web

import (
	"context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go func(ctx context.Context, id string) {
		if err := notify(ctx, id); err != nil {
			println(err.Error())
		}
	}(context.Background(), r.FormValue("id")) // want unsafe "the function gets"
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
