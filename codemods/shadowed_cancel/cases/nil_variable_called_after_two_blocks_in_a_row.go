package search

import (
	"context"
	"time"
)

// The second block would overwrite the release that the first one assigned.
func search(ctx context.Context, limit time.Duration, end time.Time) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want none "line 19 would overwrite it"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if !end.IsZero() {
		ctx, cancel := context.WithDeadline(ctx, end) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	err := ask(ctx)
	if cancel != nil {
		cancel()
	}
	return err
}

func ask(ctx context.Context) error { return ctx.Err() }
