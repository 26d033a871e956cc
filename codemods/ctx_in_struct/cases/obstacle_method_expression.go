package repo

import (
	"context"
	"database/sql"
	"net/http"
)

type repo struct {
	ctx context.Context // want none "drop is used as a value on line 27"
	db  *sql.DB
}

func newRepo(ctx context.Context, db *sql.DB) *repo {
	return &repo{ctx: ctx, db: db}
}

func (r repo) drop(table string) error {
	_, err := r.db.ExecContext(r.ctx, "DROP TABLE "+table)
	return err
}

type server struct{ r *repo }

// The receiver is the first argument there.
func (s *server) serve(w http.ResponseWriter, req *http.Request) {
	if err := repo.drop(*s.r, req.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
