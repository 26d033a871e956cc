package fetch

import (
	"context"
	"database/sql"
	"time"
)

func fetch(parent context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	rows, err := db.QueryContext(ctx, "SELECT 1")
	if err != nil {
		cancel()
		return err
	}
	defer rows.Close()
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer cancel()
	for rows.Next() {
		work(ctx)
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
