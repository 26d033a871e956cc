package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		if limit < time.Hour {
			ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "goes on"
			defer cancel()
			_ = ctx
		}
		println("limited")
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
