package table

import (
	"context"
	"time"
)

// insist comes back when it has succeeded.
func insist(pause time.Duration, f func() error) {
	for {
		if f() == nil {
			return
		}
		time.Sleep(pause)
	}
}

// insistContext comes back then, or at the end of ctx.
func insistContext(ctx context.Context, pause time.Duration, f func() error) {
	for {
		if f() == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// try says whether it has succeeded.
func try(pause time.Duration, f func() error) error {
	err := f()
	if err != nil {
		time.Sleep(pause)
		err = f()
	}
	return err
}

func tryContext(ctx context.Context, pause time.Duration, f func() error) error {
	err := f()
	if err != nil {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		err = f()
	}
	return err
}

type Tasks struct {
	rows   func(ctx context.Context, id string) error
	queued []string
}

// Those who call it take the task for stored.
func (t *Tasks) Add(ctx context.Context, id string) {
	insist(time.Second, func() error { return t.rows(ctx, id) })
	t.queued = append(t.queued, id)
}

func (t *Tasks) AddUnlessEnded(ctx context.Context, id string) error {
	insist(time.Second, func() error { return t.rows(ctx, id) }) // want unsafe "insist works without"
	if err := ctx.Err(); err != nil {
		return err
	}
	t.queued = append(t.queued, id)
	return nil
}

func (t *Tasks) AddOrFail(ctx context.Context, id string) error {
	if err := try(time.Second, func() error { return t.rows(ctx, id) }); err != nil { // want unsafe "try works without"
		return err
	}
	t.queued = append(t.queued, id)
	return nil
}
