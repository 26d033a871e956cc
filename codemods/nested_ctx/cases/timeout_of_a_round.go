package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	var cancel context.CancelFunc
	for range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "with each round, and ends with the first"
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
