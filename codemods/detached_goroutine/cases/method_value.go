package web

import (
	"context"
	"log/slog"
	"net/http"
)

type server struct{ sent []string }

func (s *server) notify(ctx context.Context, id string) {
	if ctx.Err() == nil {
		s.sent = append(s.sent, id)
		slog.InfoContext(ctx, "sent", "id", id)
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go s.notify(context.Background(), r.URL.Path) // want unsafe "s.notify gets"
}
