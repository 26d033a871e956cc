package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
