package web

import (
	"context"
	"log/slog"
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
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
