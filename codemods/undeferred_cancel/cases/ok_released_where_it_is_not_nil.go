package fetch

import (
	"context"
	"time"
)

func limited(ctx context.Context, limit time.Duration) (out context.Context, cancel context.CancelFunc) {
	out = ctx
	if limit > 0 {
		out, cancel = context.WithTimeout(ctx, limit)
	}
	return
}

func fetch(ctx context.Context, limit time.Duration) error {
	ctx, stop := limited(ctx, limit)
	if stop != nil {
		defer stop()
	}
	return ctx.Err()
}

func fetchOrFail(ctx context.Context, limit time.Duration) error {
	ctx, stop := limited(ctx, limit)
	err := ctx.Err()
	if stop != nil {
		stop()
	}
	return err
}
