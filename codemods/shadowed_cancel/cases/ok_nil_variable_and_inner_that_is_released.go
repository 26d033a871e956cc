package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		err := ask(ctx)
		cancel()
		if err != nil {
			return err
		}
	} else {
		ctx, cancel = context.WithCancel(ctx)
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
