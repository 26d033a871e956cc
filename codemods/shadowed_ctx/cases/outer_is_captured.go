package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, limit time.Duration) error {
	done := func() error { return work(ctx) }
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want none "functions that capture it"
		defer cancel()
		_ = ctx
	}
	if err := work(ctx); err != nil {
		return err
	}
	return done()
}

func work(ctx context.Context) error { return ctx.Err() }
