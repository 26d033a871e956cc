package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	var cancel context.CancelFunc
	for range names {
		if cancel != nil {
			cancel()
		}
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 11 may read the cancel"
		_ = work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
