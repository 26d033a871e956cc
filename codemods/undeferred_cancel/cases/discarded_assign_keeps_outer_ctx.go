package fetch

import (
	"context"
	"time"
)

// The context assigned in the block is used behind it.
func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		ctx, _ = context.WithTimeout(ctx, limit) // want safe "not released|discarded"
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
