package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancel(parent) // want safe "assigned again"
	ctx, cancel = context.WithTimeout(ctx, limit)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
