package store

import (
	"context"
	"database/sql"
)

// What all of the package uses.
var (
	background = context.Background() // until there is something better
)

func ping(ctx context.Context, db *sql.DB) error {
	return db.PingContext(background) // want unsafe "global background"
}
