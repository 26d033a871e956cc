package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := limited(parent) // want none "release it before"
	work(ctx)
	ctx, cancel = limited(parent)
	defer cancel()
	return work(ctx)
}

func limited(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	return ctx, func() {
		println("released")
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
