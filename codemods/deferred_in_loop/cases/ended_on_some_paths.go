package fetch

import (
	"context"
	"time"
)

func wait(parent context.Context, ticks <-chan int) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		select {
		case <-ticks:
			work(ctx)
		case <-ctx.Done():
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
