package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	{
		ctx, cancel := context.WithTimeout(ctx, time.Second) // want unsafe "goes on"
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
