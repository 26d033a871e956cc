package schema

import (
	"context"
	"database/sql"
)

type update func(ctx context.Context, tx *sql.Tx) error

var updates = map[int]update{
	1: updateFromV0,
	2: addLabels,
}

var patches = []update{
	patch1,
	patch2,
}

var reports = map[string]update{
	"labels": countLabels,
}

func updateFromV0(_ context.Context, tx *sql.Tx) error {
	_, err := tx.Exec("CREATE TABLE config (id INTEGER, value TEXT)")
	return err
}

func addLabels(ctx context.Context, tx *sql.Tx) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := tx.Exec("ALTER TABLE config ADD COLUMN label TEXT")
	return err
}

func patch1(_ context.Context, tx *sql.Tx) error {
	_, err := tx.Exec("UPDATE config SET value = '' WHERE value IS NULL")
	return err
}

func patch2(_ context.Context, tx *sql.Tx) error {
	_, err := tx.Exec("UPDATE config SET label = '' WHERE label IS NULL")
	return err
}

// A table by names is no list of versions.
func countLabels(_ context.Context, tx *sql.Tx) error {
	_, err := tx.Exec("UPDATE reports SET labels = labels + 1") // want unsafe "tx.Exec works without"
	return err
}

func ensure(ctx context.Context, db *sql.DB, version int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for v := version; v < len(updates); v++ {
		if err := updates[v+1](ctx, tx); err != nil {
			return err
		}
	}
	for _, patch := range patches {
		if err := patch(ctx, tx); err != nil {
			return err
		}
	}
	if report := reports["labels"]; report != nil {
		if err := report(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}
