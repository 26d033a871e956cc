package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) {
	var cancel context.CancelFunc
	var err error
again:
	ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "not a statement of the body"
	err = work(ctx)
	cancel()
	if err != nil {
		goto again
	}
}

func work(ctx context.Context) error { return ctx.Err() }
