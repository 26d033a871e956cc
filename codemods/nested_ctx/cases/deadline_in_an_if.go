package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string, limit time.Duration) {
	cancel := func() {}
	for range names {
		if limit > 0 {
			ctx, cancel = context.WithTimeout(ctx, limit) // want none "not a statement of the body"
		}
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
