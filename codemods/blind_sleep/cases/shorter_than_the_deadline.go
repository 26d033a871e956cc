package backoff

import (
	"context"
	"time"
)

func bounded(ctx context.Context, op func(context.Context) error) error {
	pause := time.Second
	for op(ctx) != nil {
		if dl, ok := ctx.Deadline(); ok {
			pause = min(pause, time.Until(dl))
		}
		time.Sleep(pause) // want unsafe "each round still waits"
		pause *= 2
	}
	return nil
}

func before(ctx context.Context, op func(context.Context) error) error {
	dl, ok := ctx.Deadline()
	if !ok {
		return op(ctx)
	}
	time.Sleep(time.Until(dl) - time.Minute) // want unsafe "still waits to the end"
	return op(ctx)
}

// Another deadline than that of a context.
func opens(ctx context.Context, at time.Time, op func(context.Context) error) error {
	time.Sleep(time.Until(at)) // want unsafe "still waits to the end"
	return op(ctx)
}
