package migrate

import (
	"context"
	"database/sql"
)

type reverter struct{ hooks []func() }

func (r *reverter) Fail() {
	for _, f := range r.hooks {
		f()
	}
}

type operation struct{ done chan error }

func (o *operation) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-o.done:
		return err
	}
}

// The operation goes on, and what it writes to would be taken away.
func receive(ctx context.Context, o *operation) error {
	revert := &reverter{}
	defer revert.Fail()
	return o.Wait(context.Background())
}

// A transaction ends with its context anyway.
func commit(ctx context.Context, tx *sql.Tx, o *operation) error {
	defer tx.Rollback()
	return o.Wait(context.Background()) // want unsafe "o.Wait gets"
}
