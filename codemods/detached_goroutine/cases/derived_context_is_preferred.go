package web

import (
	"context"
	"log/slog"
	"net/http"
)

type key struct{}

func handleSave(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), key{}, r.URL.Path)
	if err := notify(ctx, "a"); err != nil {
		return
	}
	go func() {
		if err := notify(context.Background(), "b"); err != nil { // want unsafe "WithoutCancel\\(ctx\\)"
			println(err.Error())
		}
	}()
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
