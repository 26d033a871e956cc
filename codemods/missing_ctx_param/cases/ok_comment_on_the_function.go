package save

import (
	"context"
	"time"
)

// save deliberately uses its own context: the row must be written even if the caller is canceled.
func save(n int) error { return put(context.Background(), n) }

func put(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(n)
		return nil
	}
}

func run(ctx context.Context, n int) error { return save(n) }
