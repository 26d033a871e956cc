package store

import (
	"context"
	"database/sql"
)

type key struct{}

func isTraced(ctx context.Context) bool { return ctx.Value(key{}) != nil }

func ping(ctx context.Context, db *sql.DB) error {
	if isTraced(ctx) {
		return db.PingContext(context.Background()) // want unsafe "context ctx"
	}
	return db.PingContext(ctx)
}
