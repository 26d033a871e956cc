package fetch

import (
	"context"
	"time"
)

// Nothing but the iteration reads ctx.
func all(parent context.Context, limits <-chan time.Duration) {
	var ctx context.Context
	var cancel context.CancelFunc
	for limit := range limits {
		ctx, cancel = context.WithTimeout(parent, limit)
		defer cancel() // want none "deferred in a loop"
		work(ctx)
	}
}

// The last one is used behind the loop.
func last(parent context.Context, limits <-chan time.Duration) error {
	var ctx context.Context
	var cancel context.CancelFunc
	for limit := range limits {
		ctx, cancel = context.WithTimeout(parent, limit)
		defer cancel()
		work(ctx)
	}
	return work(ctx)
}

// Each is made of the one before.
func nested(ctx context.Context, limits <-chan time.Duration) {
	var cancel context.CancelFunc
	for limit := range limits {
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
		work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
