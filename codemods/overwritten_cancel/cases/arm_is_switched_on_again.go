package p

import (
	"context"
	"time"
)

func wait(ctx context.Context, again, exited chan int) int {
	var cancel context.CancelFunc
	next := again
	for {
		select {
		case <-next:
			next = nil
			var grace context.Context
			grace, cancel = context.WithTimeout(context.Background(), time.Second) // want safe "assigned again in the next iteration"
			kill(grace)
		case <-ctx.Done():
			next = again
		case code := <-exited:
			if cancel != nil {
				cancel()
			}
			return code
		}
	}
}

func kill(ctx context.Context) { _ = ctx.Err() }
