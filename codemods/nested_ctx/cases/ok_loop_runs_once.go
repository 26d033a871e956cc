package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	var cancel context.CancelFunc
	for {
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		defer cancel()
		return work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
