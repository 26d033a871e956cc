package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, next func() string) {
	for {
		name := next()
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer func() { // want none "release it at the end of each iteration"
			println(name)
			cancel()
		}()
		work(ctx, name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
