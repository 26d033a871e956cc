package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancel(ctx) // want safe "assigned again on line 11"
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
