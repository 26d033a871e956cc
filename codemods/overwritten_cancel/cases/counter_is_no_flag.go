package fetch

import (
	"context"
	"time"
)

// What is counted says when to make another, not whether the former was released.
func poll(parent context.Context, ticks <-chan int) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again on line 15"
	n := 0
	for tick := range ticks {
		n++
		if n > 3 {
			ctx, cancel = context.WithTimeout(parent, time.Second) // want safe "in the next iteration"
			n = 0
		}
		if tick < 0 {
			cancel()
			return
		}
		work(ctx)
	}
	cancel()
}

func work(ctx context.Context) error { return ctx.Err() }
