package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		// Not longer than that.
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "goes on"
		defer cancel()                                 // at the end
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
