package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) {
	var cancel context.CancelFunc
	for ctx.Err() == nil {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 10 may read the ctx"
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
