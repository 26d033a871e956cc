package disk

import (
	"context"
	"time"
)

type result struct{ err error }

// Whoever called it has the answer, or has been told that there is none in time.
func withDeadline(ctx context.Context, limit time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan result, 1)
	go func() { done <- result{work(ctx)} }()
	select {
	case r := <-done:
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

type disk struct{ used int }

func (d *disk) track(ctx context.Context, name string) (context.Context, error) {
	d.used++
	println(name)
	return context.WithValue(ctx, d, name), ctx.Err()
}

func (d *disk) Make(ctx context.Context, name string) error {
	tracked, err := d.track(context.Background(), name) // want unsafe "track gets"
	if err != nil {
		return err
	}
	return withDeadline(ctx, time.Second, func(context.Context) error { return tracked.Err() })
}
