package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) error {
	var cancel context.CancelFunc
	for range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 15 may read the ctx"
		_ = work(ctx)
		cancel()
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
