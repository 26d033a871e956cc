package store

import (
	"context"
	"database/sql"
)

func use(ctx, other context.Context, db *sql.DB) error {
	if err := db.PingContext(other); err != nil {
		return err
	}
	return db.Ping()
}
