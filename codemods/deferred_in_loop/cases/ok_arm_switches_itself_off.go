package p

import (
	"context"
	"time"
)

// The first arm is taken once: nothing comes from a nil channel.
func wait(ctx context.Context, exited chan int) int {
	done := ctx.Done()
	for {
		select {
		case <-done:
			done = nil
			grace, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			kill(grace)
		case code := <-exited:
			return code
		}
	}
}

func kill(ctx context.Context) { _ = ctx.Err() }
