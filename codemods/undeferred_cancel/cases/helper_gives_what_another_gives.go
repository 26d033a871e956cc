package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, _ := limited(parent, time.Second) // want safe "discarded"
	return work(ctx)
}

func fetchNamed(parent context.Context) error {
	ctx, _ := named(parent, time.Second) // want unsafe "discarded"
	return work(ctx)
}

func fetchTwice(parent context.Context) error {
	ctx, _ := twice(parent, time.Second) // want safe "discarded"
	return work(ctx)
}

func fetchNothing(parent context.Context) error {
	ctx, _ := unlimited(parent)
	return work(ctx)
}

func limited(parent context.Context, limit time.Duration) (context.Context, func()) {
	if limit == 0 {
		return parent, func() {}
	}
	return context.WithTimeout(parent, limit)
}

func named(parent context.Context, limit time.Duration) (ctx context.Context, stop func()) {
	ctx, stop = context.WithTimeout(parent, limit)
	return
}

func twice(parent context.Context, limit time.Duration) (context.Context, func()) {
	return limited(parent, limit)
}

// Gives nothing to release.
func unlimited(parent context.Context) (context.Context, func()) {
	return parent, func() {}
}

func work(ctx context.Context) error { return ctx.Err() }
