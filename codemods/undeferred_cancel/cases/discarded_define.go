package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
