package store

import (
	"context"
	"database/sql"
)

var ctx = context.Background()

func ping(db *sql.DB) error { return db.PingContext(ctx) }
