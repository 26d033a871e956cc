package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	var cancel context.CancelFunc
	for range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "the block defines another ctx"
		_ = work(ctx)
		cancel()
		ctx := context.WithoutCancel(ctx)
		_ = work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
