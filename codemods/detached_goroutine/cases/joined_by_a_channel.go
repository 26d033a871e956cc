package web

import (
	"context"
	"log/slog"
	"net/http"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	done := make(chan error)
	go save(context.Background(), r.URL.Path, done) // want unsafe "save gets .* goes on after the client has left"
	if err := <-done; err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func save(ctx context.Context, id string, done chan<- error) {
	done <- notify(ctx, id)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
