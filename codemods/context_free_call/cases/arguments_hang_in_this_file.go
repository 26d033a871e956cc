package store

import (
	"context"
	"database/sql"
)

func insert(ctx context.Context, db *sql.DB, id int, name string) error {
	_, err := db.Exec("INSERT INTO users (id, name) VALUES (?, ?)", // want unsafe "ExecContext"
		id,
		name,
	)
	return err
}

func update(ctx context.Context, db *sql.DB, id int, name string) error {
	_, err := db.ExecContext(ctx,
		"UPDATE users SET name = ? WHERE id = ?",
		name,
		id,
	)
	return err
}
