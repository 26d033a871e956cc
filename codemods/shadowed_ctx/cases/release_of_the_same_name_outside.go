package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "line 9"
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
