package fetch

import (
	"context"
)

func fetch(ctx context.Context, stop bool) error {
	if stop {
		ctx, cancel := context.WithCancelCause(ctx) // want unsafe "goes on"
		defer cancel(nil)
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
