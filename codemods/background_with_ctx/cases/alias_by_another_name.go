package store

import (
	"context"
	"database/sql"
)

type Scope = context.Context

func ping(s Scope, db *sql.DB) error {
	return db.PingContext(context.Background()) // want unsafe "context s"
}
