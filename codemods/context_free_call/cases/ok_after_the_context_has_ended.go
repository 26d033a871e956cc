package store

import (
	"context"
	"database/sql"
)

func watch(ctx context.Context, db *sql.DB) error {
	<-ctx.Done()
	_, err := db.Exec("DELETE FROM leases")
	return err
}

func use(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); ctx.Err() != nil {
		db.Exec("UPDATE leases SET owner = NULL")
		return err
	}
	return nil
}
