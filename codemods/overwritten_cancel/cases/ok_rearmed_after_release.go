package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, ticks <-chan int) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer func() { cancel() }()
	for range ticks {
		work(ctx)
		cancel()
		ctx, cancel = context.WithTimeout(parent, time.Second)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
