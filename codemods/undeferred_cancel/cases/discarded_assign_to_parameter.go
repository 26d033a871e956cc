package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
