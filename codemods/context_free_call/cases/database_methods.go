package store

import (
	"context"
	"database/sql"
)

func use(ctx context.Context, db *sql.DB, name string) error {
	if err := db.Ping(); err != nil { // want unsafe "^db.Ping works without the context ctx, so it goes on after the caller has given up; PingContext takes it$"
		return err
	}
	var id int
	if err := db.QueryRow("SELECT id FROM users WHERE name = ?", name).Scan(&id); err != nil { // want unsafe "QueryRowContext takes it"
		return err
	}
	rows, err := db.Query("SELECT id FROM users") // want unsafe "QueryContext takes it"
	if err != nil {
		return err
	}
	defer rows.Close()
	stmt, err := db.Prepare("SELECT 1") // want unsafe "PrepareContext takes it"
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = db.Exec("DELETE FROM sessions WHERE id = ?", id) // want unsafe "ExecContext takes it"
	return err
}
