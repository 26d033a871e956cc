package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, ticks <-chan int) {
	for {
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
		select {
		case <-ticks:
			if work(ctx) != nil {
				break
			}
			println("tick")
		case <-parent.Done():
			return
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
