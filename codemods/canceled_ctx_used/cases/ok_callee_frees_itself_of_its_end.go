package events

import (
	"context"
	"database/sql"
	"errors"
)

type Event struct {
	db *sql.DB
	id int64
}

// Done says how the event has ended, whatever has become of the request.
func (e *Event) Done(ctx context.Context, failure error) error {
	return e.done(ctx, failure, false)
}

func (e *Event) done(ctx context.Context, failure error, aborted bool) error {
	ctx = context.WithoutCancel(ctx)
	text := ""
	if failure != nil {
		text = failure.Error()
	}
	_, err := e.db.ExecContext(ctx, "UPDATE events SET error = $1, aborted = $2 WHERE id = $3", text, aborted, e.id)
	return err
}

func (e *Event) Cancelable(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

var errNoName = errors.New("no name")

func Remove(ctx context.Context, e *Event, name string) (err error) {
	defer func() { _ = e.Done(ctx, err) }()
	ctx, cancel := e.Cancelable(ctx)
	defer cancel()
	if name == "" {
		return errNoName
	}
	_, err = e.db.ExecContext(ctx, "DELETE FROM versions WHERE name = $1", name)
	return err
}
