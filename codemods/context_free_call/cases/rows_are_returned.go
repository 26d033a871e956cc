package store

import (
	"context"
	"database/sql"
)

func rows(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.Query("SELECT name FROM users") // want unsafe "QueryContext takes it"
}
