package store

import (
	"context"
	"database/sql"
)

var base = context.Background()

func setBase(to *context.Context) { *to = context.TODO() }

func init() { setBase(&base) }

func ping(ctx context.Context, db *sql.DB) error { return db.PingContext(base) }
