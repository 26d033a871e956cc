package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, ticks <-chan int) {
	var cancel context.CancelFunc
	for range ticks {
		if cancel != nil {
			cancel()
		}
		var ctx context.Context
		ctx, cancel = context.WithTimeout(parent, time.Second)
		work(ctx)
	}
	if cancel != nil {
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
