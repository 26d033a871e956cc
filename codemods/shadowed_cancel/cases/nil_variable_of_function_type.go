package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var stop func()
	if limit > 0 {
		ctx, stop := context.WithTimeout(ctx, limit) // want unsafe "stop"
		if err := ask(ctx); err != nil {
			stop()
			return err
		}
	}
	if stop != nil {
		defer stop()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
