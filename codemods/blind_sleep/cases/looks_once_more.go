package migrate

import (
	"context"
	"errors"
	"time"
)

type monitor interface {
	Status() (string, error)
	StatusContext(ctx context.Context) (string, error)
}

// incoming asks the context last: who ends it may have done so as all has come.
func incoming(ctx context.Context, m monitor) error {
	for {
		status, err := m.Status()
		if err != nil {
			return err
		}
		if status == "failed" {
			return errors.New("the migration has failed")
		}
		if status == "completed" {
			return nil
		}
		err = ctx.Err()
		if err != nil {
			return err
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}: when that has ended"
	}
}

// outgoing asks under the context itself.
func outgoing(ctx context.Context, m monitor) error {
	for {
		status, err := m.StatusContext(ctx)
		if err != nil {
			return err
		}
		if status == "completed" {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}: when that has ended"
	}
}
