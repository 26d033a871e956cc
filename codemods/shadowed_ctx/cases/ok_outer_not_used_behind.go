package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	err := work(ctx)
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		_ = ctx
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
