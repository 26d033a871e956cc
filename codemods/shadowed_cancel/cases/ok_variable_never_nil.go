package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
