package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context) {
	var cancel context.CancelFunc
	for range 3 {
		var ctx context.Context
		ctx, cancel = context.WithTimeout(parent, time.Second) // want safe "in the next iteration"
		work(ctx)
	}
	if cancel != nil {
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
