package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		//ctxmend:ignore shadowed-ctx on purpose
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
