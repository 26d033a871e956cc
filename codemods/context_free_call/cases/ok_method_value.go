package store

import (
	"context"
	"database/sql"
)

func each(ctx context.Context, db *sql.DB, queries []string) error {
	exec := db.Exec
	for _, q := range queries {
		if _, err := exec(q); err != nil {
			return err
		}
	}
	return ctx.Err()
}
