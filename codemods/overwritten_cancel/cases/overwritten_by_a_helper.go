package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, short bool) error {
	ctx, cancel := context.WithCancel(parent) // want safe "assigned again"
	if short {
		ctx, cancel = limited(ctx)
	}
	defer cancel()
	return work(ctx)
}

func limited(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Second)
}

func work(ctx context.Context) error { return ctx.Err() }
