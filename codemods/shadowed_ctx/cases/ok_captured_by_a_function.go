package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		defer func() { work(ctx) }()
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
