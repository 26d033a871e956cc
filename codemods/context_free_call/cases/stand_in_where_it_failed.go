package store

import (
	"context"
	"database/sql"
)

// upsert gives both statements the context, or none.
func upsert(ctx context.Context, db *sql.DB, id int) error {
	if _, err := db.Exec("INSERT INTO x (id, n) VALUES ($1, 1)", id); err != nil {
		_, err = db.Exec("UPDATE x SET n = n + 1 WHERE id = $1", id) // want unsafe "ExecContext takes it"
		return err
	}
	return nil
}
