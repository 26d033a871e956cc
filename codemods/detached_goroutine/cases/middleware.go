package web

import (
	"context"
	"log/slog"
	"net/http"
)

func audited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		go notify(context.Background(), r.URL.Path) // want unsafe "r.Context"
	})
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
