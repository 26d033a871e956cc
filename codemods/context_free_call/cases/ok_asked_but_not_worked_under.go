package event

import (
	"context"
	"database/sql"
)

// Event is what subscribers get.
type Event interface {
	Context() context.Context
	ID() string
}

// Nothing is done under it.
func logged(e Event, db *sql.DB) error {
	ctx := e.Context()
	println(ctx.Value("trace"))
	_, err := db.Exec("DELETE FROM events WHERE id = $1", e.ID())
	return err
}

// It goes on when that has ended.
func apart(e Event, db *sql.DB) error {
	ctx := context.WithoutCancel(e.Context())
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events WHERE id = $1", e.ID())
	return err
}

type bus struct{ all context.Context }

func (b *bus) Context() context.Context { return b.all }

// What the receiver keeps is of its own life.
func (b *bus) flush(db *sql.DB) error {
	ctx := b.Context()
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events")
	return err
}
