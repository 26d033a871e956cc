package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	var (
		limit  = time.Second
		ctx, _ = context.WithTimeout(parent, limit) // want safe "not released|discarded"
	)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
