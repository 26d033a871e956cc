package save

import (
	"context"
	"time"
)

// save runs independently of the caller's context.
func save(ctx context.Context, n int) error { return put(context.Background(), n) }

func put(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(n)
		return nil
	}
}
