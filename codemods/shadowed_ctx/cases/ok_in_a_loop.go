package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) error {
	for range names {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
