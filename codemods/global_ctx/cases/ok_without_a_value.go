package store

import (
	"context"
	"database/sql"
)

var ctx context.Context

func ping(c context.Context, db *sql.DB) error { return db.PingContext(ctx) }
