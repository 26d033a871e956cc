package web

import (
	"context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	go func() {
		if err := notify(context.Background(), id); err != nil { // want unsafe "notify gets .* instead of the request's r.Context\\(\\) in a goroutine .*context.WithoutCancel"
			println(err.Error())
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
