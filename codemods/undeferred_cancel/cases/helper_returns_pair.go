package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, _ := short(parent) // want safe "not released|discarded"
	return work(ctx)
}

func short(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Second)
}

func work(ctx context.Context) error { return ctx.Err() }
