package fetch

import (
	"context"
	"time"
)

type requestContext struct{ context.Context }

func fetch(ctx requestContext, limit time.Duration) error {
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
