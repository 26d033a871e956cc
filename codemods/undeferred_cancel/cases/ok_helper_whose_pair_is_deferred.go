package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, done := short(parent)
	defer done()
	return work(ctx)
}

func short(parent context.Context) (context.Context, func()) {
	return context.WithTimeout(parent, time.Second)
}

func work(ctx context.Context) error { return ctx.Err() }
