package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	if ctx, cancel := context.WithTimeout(ctx, time.Second); true {
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
