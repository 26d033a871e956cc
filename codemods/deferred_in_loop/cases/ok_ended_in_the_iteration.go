package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, n int) {
	for range n {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		work(ctx)
		<-ctx.Done()
	}
}

func wait(parent context.Context, stop <-chan int) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		select {
		case <-stop:
			return
		case <-ctx.Done():
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
