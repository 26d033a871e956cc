package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		ctx, cancel := limited(parent)
		defer cancel() // want unsafe "rests on the guess"
		work(ctx, name)
	}
}

func limited(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	return ctx, func() {
		println("released")
		cancel()
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
