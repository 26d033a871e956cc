package save

import (
	"context"
	"database/sql"
)

// save must finish even if the caller has gone, so it does not use ctx.
func save(ctx context.Context, db *sql.DB) error {
	_, err := db.Exec("INSERT INTO a DEFAULT VALUES")
	return err
}

// count runs independently
// of the caller's context.
func count(ctx context.Context, db *sql.DB) error {
	_, err := db.Exec("UPDATE a SET n = n + 1")
	return err
}
