package repo

import (
	"context"
	"database/sql"
)

type repo struct{ db *sql.DB }

// The receiver is the first argument of a method expression.
func (r repo) drop(table string) error {
	_, err := r.db.ExecContext(context.Background(), "DROP TABLE "+table)
	return err
}

func (r *repo) create(table string) error {
	_, err := r.db.ExecContext(context.Background(), "CREATE TABLE "+table)
	return err
}

func reset(ctx context.Context, r repo, tables ...string) error {
	for _, t := range tables {
		if err := repo.drop(r, t); err != nil {
			return err
		}
		if err := (*repo).create(&r, t); err != nil {
			return err
		}
	}
	return ctx.Err()
}
