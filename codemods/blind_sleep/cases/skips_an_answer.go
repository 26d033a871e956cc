package wait

import (
	"context"
	"time"
)

// Who waits for the answer would wait for ever.
func find(ctx context.Context, look func(context.Context) (string, error)) string {
	found := make(chan string, 1)
	go func() {
		for {
			s, err := look(ctx)
			if err == nil {
				found <- s
				return
			}
			time.Sleep(time.Second) // want none "leaving there would skip found <- s on line 15"
		}
	}()
	return <-found
}

// Nobody counts on a last value.
func tick(ctx context.Context, out chan<- int, next func(context.Context) int) {
	for {
		out <- next(ctx)
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// It may leave without one elsewhere too.
func offer(ctx context.Context, out chan<- int, next func(context.Context) int) {
	for range 10 {
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
		n := next(ctx)
		select {
		case <-ctx.Done():
			return
		default:
		}
		out <- n
	}
}
