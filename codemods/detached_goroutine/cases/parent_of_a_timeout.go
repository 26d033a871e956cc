package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want unsafe "WithTimeout gets"
		defer cancel()
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
