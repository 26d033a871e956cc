package helper

import (
	"context"
	"time"
)

// limited gives what package context makes, or nothing to do: to release it twice is harmless.
func limited(parent context.Context, limit *time.Duration) (context.Context, context.CancelFunc) {
	nothing := func() {}
	if limit == nil {
		return parent, nothing
	}
	return context.WithTimeout(parent, *limit)
}

func ask(parent context.Context, limit *time.Duration) error {
	ctx, _ := limited(parent, limit) // want safe "its timer and its entry in the parent"
	return work(ctx)
}

// counted does more than release.
func counted(parent context.Context, done func()) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	return ctx, func() {
		done()
		cancel()
	}
}

func count(parent context.Context, done func()) error {
	ctx, _ := counted(parent, done) // want unsafe "may do more than cancel"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
