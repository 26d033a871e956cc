package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string, limit time.Duration) error {
	for _, name := range names {
		ctx := parent
		if limit > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(parent, limit)
			defer cancel()
		}
		if work(ctx, name) == nil {
			return nil
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
