package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) int {
	var (
		cancel context.CancelFunc
		n      int
	)
	for n = range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "with each round, and ends with the first"
		_ = work(ctx)
		cancel()
	}
	return n
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
