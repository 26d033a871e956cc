package store

import (
	"context"
	"database/sql"
)

var all, cancelAll = context.WithCancel(context.Background())

func ping(ctx context.Context, db *sql.DB) error {
	return db.PingContext(all) // want unsafe "global all .context.WithCancel.context.Background...."
}
