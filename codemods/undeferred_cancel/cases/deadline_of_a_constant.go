package serve

import (
	"context"
	"time"
)

const grace = time.Second

func read(ctx context.Context, name string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name)
		return nil
	}
}

// For go vet.
func never(ctx context.Context, name string) error {
	ctx, _ = context.WithDeadline(ctx, time.Time{}) // want safe "though its deadline has passed"
	return read(ctx, name)
}

func soon(ctx context.Context, name string) error {
	ctx, _ = context.WithTimeout(ctx, grace) // want safe "live on until the deadline"
	return read(ctx, name)
}

func given(ctx context.Context, name string, seconds int64) error {
	ctx, _ = context.WithDeadline(ctx, time.Unix(seconds, 0)) // want safe "live on until the deadline"
	return read(ctx, name)
}

func far(ctx context.Context, name string) error {
	ctx, _ = context.WithDeadline(ctx, time.Unix(4_000_000_000, 0)) // want safe "live on until the deadline"
	return read(ctx, name)
}
