package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	var ctx context.Context
	var cancel context.CancelFunc
	for range names {
		ctx, cancel = context.WithTimeout(parent, time.Second)
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
