package store

import (
	"context"
	"database/sql"
	"time"
)

func name(ctx context.Context, db *sql.DB) (name string, err error) {
	short, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	err = db.QueryRow("SELECT name FROM users").Scan(&name) // want unsafe "without the context short"
	return name, err
}
