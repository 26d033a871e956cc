package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, limit time.Duration) error {
	ctx, cancel := parent, context.CancelFunc(func() {})
	if limit > 0 {
		ctx, cancel = context.WithTimeout(parent, limit)
	}
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
