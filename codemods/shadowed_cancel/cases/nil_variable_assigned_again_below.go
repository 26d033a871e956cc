package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration, end time.Time) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want none "line 18 would overwrite it"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if !end.IsZero() {
		ctx, cancel = context.WithDeadline(ctx, end)
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
