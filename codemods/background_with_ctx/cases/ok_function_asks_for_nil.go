package store

import (
	"context"
	"database/sql"
)

func isNil(ctx context.Context) bool { return ctx == nil }

func ping(ctx context.Context, db *sql.DB) error {
	if isNil(ctx) {
		return db.PingContext(context.Background())
	}
	return db.PingContext(ctx)
}
