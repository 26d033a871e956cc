package fetch

import (
	"context"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	ctx, cancel = both(ctx, cancel)
	defer cancel()
	return work(ctx)
}

func both(ctx context.Context, first context.CancelFunc) (context.Context, context.CancelFunc) {
	ctx, second := context.WithCancel(ctx)
	return ctx, func() {
		second()
		first()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
