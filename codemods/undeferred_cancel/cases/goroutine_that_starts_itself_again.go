package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, n int) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "used by a goroutine"
	var again func(n int)
	again = func(n int) {
		if n > 0 && work(ctx) == nil {
			go again(n - 1)
		}
	}
	again(n)
}

func count(parent context.Context, n int) (sum int) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	var again func(n int)
	again = func(n int) {
		if n > 0 && work(ctx) == nil {
			sum += n
			again(n - 1)
		}
	}
	again(n)
	return sum
}

func work(ctx context.Context) error { return ctx.Err() }
