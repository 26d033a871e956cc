package store

import (
	"context"
	"database/sql"
	"time"
)

var background = context.WithoutCancel(context.Background())

func ping(ctx context.Context, db *sql.DB) error {
	short, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return db.PingContext(background) // want unsafe "instead of the context short"
}
