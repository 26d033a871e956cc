package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	func() {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		_ = ctx
	}()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
