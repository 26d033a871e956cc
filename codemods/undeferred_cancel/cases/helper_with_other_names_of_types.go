package fetch

import (
	"context"
	"time"
)

type (
	scope = context.Context
	stop  = context.CancelFunc
)

func both(ctx scope, limit time.Duration) (scope, stop) {
	return context.WithTimeout(ctx, limit)
}

func releaseOnly(ctx context.Context, limit time.Duration) (context.Context, stop) {
	return context.WithTimeout(ctx, limit)
}

func plain(ctx scope, limit time.Duration) (scope, func()) {
	return context.WithTimeout(ctx, limit)
}

func a(ctx context.Context) error {
	c, _ := both(ctx, 1) // want safe "discarded"
	return work(c)
}

func b(ctx context.Context) error {
	c, _ := releaseOnly(ctx, 1) // want safe "discarded"
	return work(c)
}

func c(ctx context.Context) error {
	c, _ := plain(ctx, 1) // want safe "discarded"
	return work(c)
}

func work(ctx context.Context) error { return ctx.Err() }
