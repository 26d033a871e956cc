package event

import (
	"context"
	"database/sql"
	"time"
)

// Event is what subscribers get.
type Event interface {
	Context() context.Context
	ID() string
}

func remove(e Event, db *sql.DB) error {
	ctx := e.Context()
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events WHERE id = $1", e.ID()) // want unsafe "ExecContext takes it"
	return err
}

func removeAll(e Event, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(e.Context(), time.Minute)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events") // want unsafe "ExecContext takes it"
	return err
}

// Before it is asked, there is none.
func late(e Event, db *sql.DB) error {
	if err := db.Ping(); err != nil {
		return err
	}
	ctx := e.Context()
	return db.PingContext(ctx)
}
