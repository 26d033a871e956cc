package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
