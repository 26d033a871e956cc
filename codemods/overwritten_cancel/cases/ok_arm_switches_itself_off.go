package p

import (
	"context"
	"time"
)

// The first arm is taken once: nothing comes from a nil channel.
func wait(ctx context.Context, exited chan int) int {
	var cancel context.CancelFunc
	done := ctx.Done()
	for {
		select {
		case <-done:
			done = nil
			var grace context.Context
			grace, cancel = context.WithTimeout(context.Background(), time.Second)
			kill(grace)
		case code := <-exited:
			if cancel != nil {
				cancel()
			}
			return code
		}
	}
}

func kill(ctx context.Context) { _ = ctx.Err() }
