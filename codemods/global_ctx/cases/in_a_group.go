package store

import (
	"context"
	"database/sql"
)

var (
	db *sql.DB
	// background is never canceled,
	// TODO: pass the caller's.
	background = context.Background()

	attempts = 3
	wait     = 2 // seconds
)

func ping(ctx context.Context) (err error) {
	for range attempts {
		if err = db.PingContext(background); err == nil { // want unsafe "global background"
			break
		}
	}
	return err
}
