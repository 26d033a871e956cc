package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want safe "not released|return"
	}
	if err := work(ctx); err != nil {
		return err
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
