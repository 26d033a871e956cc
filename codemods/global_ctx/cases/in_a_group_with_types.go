package store

import (
	"context"
	"database/sql"
)

var (
	db *sql.DB
	// background is never canceled,
	// TODO: pass the caller's.
	background context.Context = context.Background()
	attempts                   = 3
)

func ping(ctx context.Context) (err error) {
	for range attempts {
		if err = db.PingContext(background); err == nil { // want unsafe "global background"
			break
		}
	}
	return err
}
