package fetch

import (
	"context"
	"time"
)

func fetch(base context.Context, names []string) {
	var ctx context.Context
	var cancel context.CancelFunc
	for range names {
		ctx = base
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
