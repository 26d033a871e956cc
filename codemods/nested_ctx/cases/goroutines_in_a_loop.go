package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string, group interface{ Go(func() error) }) {
	for range names {
		group.Go(func() error {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "the chain grows with each call"
			defer cancel()
			return work(ctx)
		})
	}
}

func work(ctx context.Context) error { return ctx.Err() }
