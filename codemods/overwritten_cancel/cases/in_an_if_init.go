package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	work(ctx)
	if ctx, cancel = context.WithTimeout(parent, time.Minute); ctx.Err() == nil {
		work(ctx)
	}
	cancel()
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
