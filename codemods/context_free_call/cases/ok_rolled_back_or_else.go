package lock

import (
	"context"
	"database/sql"
	"log"
)

func settle(ctx context.Context, db *sql.DB) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err := tx.Rollback(); err != nil {
			log.Fatalf("the lock was not given back: %v", err)
		}
	}()
	var held bool
	return db.QueryRowContext(ctx, "SELECT held FROM locks").Scan(&held)
}
