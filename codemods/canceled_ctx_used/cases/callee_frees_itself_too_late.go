package events

import (
	"context"
	"database/sql"
)

type Event struct {
	db *sql.DB
	id int64
}

// Done looks for the event under the context that it is given, and only saves it under another.
func (e *Event) Done(ctx context.Context) error {
	var open bool
	if err := e.db.QueryRowContext(ctx, "SELECT open FROM events WHERE id = $1", e.id).Scan(&open); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	_, err := e.db.ExecContext(ctx, "UPDATE events SET open = FALSE WHERE id = $1", e.id)
	return err
}

func Remove(ctx context.Context, e *Event, name string) (err error) {
	defer func() { _ = e.Done(ctx) }() // want none "ctx has ended"
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_, err = e.db.ExecContext(ctx, "DELETE FROM versions WHERE name = $1", name)
	return err
}
