package store

import (
	"context"
	"database/sql"
)

func sum(ctx context.Context, tx *sql.Tx, prepared *sql.Stmt) (n int, err error) {
	stmt := tx.Stmt(prepared) // want unsafe "StmtContext"

	if err := stmt.QueryRow(1).Scan(&n); err != nil { // want unsafe "QueryRowContext"
		return 0, err
	}
	own, err := tx.Prepare("SELECT 1") // want unsafe "PrepareContext"
	if err != nil {
		return 0, err
	}
	defer own.Close()
	if _, err := own.Exec(); err != nil { // want unsafe "ExecContext"
		return 0, err
	}
	rows, err := tx.Query("SELECT 2") // want unsafe "QueryContext"
	if err != nil {
		return 0, err
	}
	return n, rows.Close()
}
