package web

import (
	"context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	go func() {
		if err := notify(context.Background(), "a"); err != nil { // want none "take context.WithoutCancel\\(r.Context\\(\\)\\) before the goroutine is started"
			println(err.Error())
		}
	}()
	r = r.WithContext(context.WithValue(r.Context(), http.ServerContextKey, nil))
	println(r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
