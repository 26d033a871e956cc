package store

import (
	"context"
	"database/sql"
	"os/exec"
)

func insert(ctx context.Context, db *sql.DB, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "SAVEPOINT a"); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "INSERT INTO files VALUES (1)"); err != nil {
		db.Exec("DELETE FROM files WHERE id = 1")
		tx.Exec("ROLLBACK TO SAVEPOINT a")
		return err
	}
	_, err := db.Exec("SELECT pg_advisory_unlock(1)")
	return err
}

func unmount(ctx context.Context, dir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return exec.Command("umount", dir).Run()
}
