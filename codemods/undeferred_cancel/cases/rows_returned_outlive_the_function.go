package fetch

import (
	"context"
	"database/sql"
	"time"
)

func titles(parent context.Context, db *sql.DB) (*sql.Rows, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "not released|discarded"
	return db.QueryContext(ctx, "SELECT title FROM titles")
}
