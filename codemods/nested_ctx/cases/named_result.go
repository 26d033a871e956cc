package fetch

import (
	"context"
	"time"
)

func fetch(names []string) (ctx context.Context, cancel context.CancelFunc) {
	ctx = context.Background()
	for range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "ctx is a result"
		_ = work(ctx)
	}
	return
}

func work(ctx context.Context) error { return ctx.Err() }
