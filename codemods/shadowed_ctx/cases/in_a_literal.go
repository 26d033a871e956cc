package fetch

import (
	"context"
	"time"
)

func fetch(limit time.Duration) func(context.Context) error {
	return func(ctx context.Context) error {
		if limit > 0 {
			ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "goes on"
			defer cancel()
			_ = ctx
		}
		return work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
