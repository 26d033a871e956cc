package store

import (
	"context"
	"database/sql"
	"fmt"
)

func save(ctx context.Context, tx *sql.Tx, name string, work func(context.Context) error) error {
	if _, err := tx.ExecContext(ctx, "SAVEPOINT "+name); err != nil {
		return err
	}
	if err := work(ctx); err != nil {
		if _, failed := tx.Exec("ROLLBACK TO SAVEPOINT " + name); failed != nil {
			return fmt.Errorf("%w (%v)", err, failed)
		}
		return err
	}
	_, err := tx.Exec(fmt.Sprintf("RELEASE SAVEPOINT %s", name))
	return err
}

func temporary(ctx context.Context, db *sql.DB, work func(context.Context) error) error {
	err := work(ctx)
	if _, failed := db.Exec("DROP TABLE tmp"); failed != nil && err == nil {
		return failed
	}
	return err
}
