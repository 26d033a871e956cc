package fetch

import (
	"context"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent) // want safe "assigned again"
	work(ctx)
	ctx, cancel = context.WithCancelCause(parent)
	defer cancel(nil)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
