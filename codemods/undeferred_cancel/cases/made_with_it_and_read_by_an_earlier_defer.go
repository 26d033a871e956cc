package fetch

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

func lock(ctx context.Context) (unlock func() error, err error) {
	return func() error { return ctx.Err() }, ctx.Err()
}

// The deferred function unlocks with the context when all is over.
func locked(parent context.Context) (err error) {
	unlock := func() error { return nil }
	defer func() { err = errors.Join(err, unlock()) }()
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "the function deferred on line 17 uses it"
	unlock, err = lock(ctx)
	return err
}

// To close what has ended does no harm.
func read(parent context.Context, db *sql.DB) (n int, err error) {
	var rows *sql.Rows
	defer func() {
		if rows != nil {
			rows.Close()
		}
	}()
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	rows, err = db.QueryContext(ctx, "select 1")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}
