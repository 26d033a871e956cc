package monitor

import (
	"context"
	"errors"
	"time"
)

type monitor interface {
	Status() (string, error)
}

// The comment says that the status is to be looked at once more.
func waitForMigration(ctx context.Context, m monitor) error {
	for {
		status, err := m.Status()
		if err != nil {
			return err
		}
		if status == "completed" {
			return nil
		}
		// The context is looked at last: it ends with the stream, and then the
		// status may be a good one.
		err = ctx.Err()
		if err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
}

func waitForStart(ctx context.Context, m monitor) error {
	for {
		status, err := m.Status()
		if err != nil {
			return err
		}
		if status == "failed" {
			return errors.New("failed")
		}
		if status == "running" {
			return nil
		}
		err = ctx.Err()
		if err != nil {
			return err
		}
		time.Sleep(time.Second) // want unsafe "time.Sleep"
	}
}
