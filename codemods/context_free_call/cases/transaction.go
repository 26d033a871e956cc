package store

import (
	"context"
	"database/sql"
)

func move(ctx context.Context, db *sql.DB, from, to int) error {
	tx, err := db.Begin() // want unsafe "BeginTx takes it and rolls the transaction back when it ends$"
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE a SET n = n - 1 WHERE id = ?", from); err != nil { // want unsafe "ExecContext"
		return err
	}
	if _, err := tx.Exec("UPDATE a SET n = n + 1 WHERE id = ?", to); err != nil { // want unsafe "ExecContext"
		return err
	}
	return tx.Commit()
}
