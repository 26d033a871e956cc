package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	var cancel context.CancelFunc
	for i := range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 14 assigns ctx too"
		_ = work(ctx)
		if i > 3 {
			ctx = context.Background()
			_ = work(ctx)
		}
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
