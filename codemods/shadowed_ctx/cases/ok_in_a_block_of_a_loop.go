package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) error {
	for _, name := range names {
		if name != "" {
			ctx, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			_ = ctx
		}
		work(ctx)
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
