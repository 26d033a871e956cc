package p

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
)

type server struct{ db *sql.DB }

// What was done is put on record, even if the client has left by then.
func (s *server) logDownload(ctx context.Context, name string) {
	if _, err := s.db.ExecContext(ctx, "insert into audit (what) values (?)", name); err != nil {
		slog.ErrorContext(ctx, "audit", "error", err)
	}
}

func (s *server) download(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	http.ServeFile(w, r, name)
	s.logDownload(context.Background(), name)
}
