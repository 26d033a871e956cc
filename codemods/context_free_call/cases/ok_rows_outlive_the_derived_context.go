package store

import (
	"context"
	"database/sql"
	"time"
)

func rows(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		return nil, err
	}
	return db.Query("SELECT name FROM users")
}

func names(parent context.Context, db *sql.DB) (names []string, err error) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	rows, err := db.Query("SELECT name FROM users")
	err2 := db.PingContext(ctx)
	cancel()
	if err != nil || err2 != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
