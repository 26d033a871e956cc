package store

import (
	"context"
	"database/sql"
	"time"
)

func rename(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, name string) error {
	_, err := tx.Stmt(stmt).Exec(name) // want unsafe "tx.Stmt works without the context" unsafe "Exec works without the context"
	return err
}

func find(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, id int) (name string, err error) {
	err = tx.Stmt(stmt).QueryRow(id).Scan(&name) // want unsafe "tx.Stmt works without the context" unsafe "QueryRow works without the context"
	return name, err
}

// In two statements they are mended as ever.
func touch(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt) error {
	own := tx.Stmt(stmt)           // want unsafe "tx.Stmt works without the context"
	_, err := own.Exec(time.Now()) // want unsafe "own.Exec works without the context"
	return err
}
