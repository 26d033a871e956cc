package repo

import (
	"context"
	"database/sql"
)

type repo struct{ db *sql.DB }

func (r *repo) total(ctx context.Context, id string) (n int, err error) {
	ctx = context.Background() // want unsafe "ctx is context.Background\\(\\) instead of the context ctx"
	err = r.db.QueryRowContext(ctx, "SELECT total FROM orders WHERE id = ?", id).Scan(&n)
	return n, err
}

func (r *repo) names(ctx context.Context) ([]string, error) {
	var names []string

	ctx = context.TODO() // want unsafe "ctx is context.TODO\\(\\) instead of"
	rows, err := r.db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
