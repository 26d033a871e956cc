package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) {
	for _, n := range []int{1, 10, 50} {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		work(ctx, n)
	}
}

func work(ctx context.Context, n int) {
	println(n, ctx.Err())
}
