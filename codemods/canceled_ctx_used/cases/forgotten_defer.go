package users

import (
	"context"
	"database/sql"
	"time"
)

func name(ctx context.Context, db *sql.DB, id int) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	cancel()
	var s string
	err := db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = ?", id).Scan(&s) // want none "before anything used it; defer that call"
	return s, err
}

func count(parent context.Context, db *sql.DB) (int, error) {
	queryCtx, cancel := context.WithCancel(parent)
	cancel()
	var n int
	err := db.QueryRowContext(queryCtx, "SELECT count(*) FROM users").Scan(&n) // want none "defer that call, or pass parent instead"
	return n, err
}
