package fetch

import (
	"context"
	"time"
)

func poll(ctx context.Context) {
	var cancel context.CancelFunc
	for range 3 {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "in the next iteration"
		work(ctx)
	}
	if cancel != nil {
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
