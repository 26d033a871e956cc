package repo

import (
	"context"
	"database/sql"
	"log/slog"
)

type repo struct{ db *sql.DB }

// total is asked for by some who have no context.
func (r *repo) total(ctx context.Context, id string) (n int, err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	err = r.db.QueryRowContext(ctx, "SELECT total FROM orders WHERE id = ?", id).Scan(&n)
	return n, err
}

func (r *repo) forget(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "forgets", "id", id)
	// Whoever wanted it may go: what is begun is done.
	ctx = context.Background()
	_, err := r.db.ExecContext(ctx, "DELETE FROM orders WHERE id = ?", id)
	return err
}
