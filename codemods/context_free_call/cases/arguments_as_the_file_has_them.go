package store

import (
	"context"
	"database/sql"
)

func insert(ctx context.Context, db *sql.DB, id int, name string) error {
	_, err := db.Exec( // want unsafe "ExecContext"
		"INSERT INTO users (id, name) VALUES (?, ?)",
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
