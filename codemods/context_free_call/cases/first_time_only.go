package store

import (
	"context"
	"database/sql"
	"fmt"
)

const createMetaRow = `INSERT INTO meta DEFAULT VALUES`

func createTable(db *sql.DB, name string) (bool, error) {
	var there bool
	row := db.QueryRow("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = $1)", name)
	if err := row.Scan(&there); err != nil {
		return false, err
	}
	if there {
		return false, nil
	}
	if _, err := db.Exec(fmt.Sprintf("CREATE TABLE %s (version INTEGER)", name)); err != nil {
		return false, err
	}
	return true, nil
}

// prepare finds the table the next time, and does not come to the row any more.
func prepare(ctx context.Context, db *sql.DB) error {
	created, err := createTable(db, "meta")
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	if created {
		if _, err := db.Exec(createMetaRow); err != nil {
			return fmt.Errorf("first row: %w", err)
		}
	}
	_, err = db.Exec("CREATE INDEX IF NOT EXISTS meta_version ON meta (version)") // want unsafe "ExecContext takes it"
	return err
}

// tidy is asked by its caller, and would be again.
func tidy(ctx context.Context, db *sql.DB, vacuum bool) error {
	if vacuum {
		if _, err := db.Exec("VACUUM meta"); err != nil { // want unsafe "ExecContext takes it"
			return fmt.Errorf("vacuum: %w", err)
		}
	}
	return nil
}
