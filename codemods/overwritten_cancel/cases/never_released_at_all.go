package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	ctx, cancel = context.WithTimeout(parent, time.Minute) // want safe "assigned again on line 14"
	work(ctx)
	ctx, cancel = context.WithTimeout(parent, time.Hour)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
