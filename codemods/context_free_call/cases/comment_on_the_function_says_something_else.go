package save

import (
	"context"
	"database/sql"
)

// save returns an error if the client is nil, even if the request is empty. It fails when ctx is canceled.
func save(ctx context.Context, db *sql.DB) error {
	_, err := db.Exec("INSERT INTO a DEFAULT VALUES") // want unsafe "ExecContext takes it"
	return err
}

// count deliberately counts twice. The context is that of the request.
func count(ctx context.Context, db *sql.DB) error {
	_, err := db.Exec("UPDATE a SET n = n + 2") // want unsafe "ExecContext takes it"
	return err
}
