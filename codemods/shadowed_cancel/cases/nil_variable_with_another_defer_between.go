package search

import (
	"context"
	"time"
)

// Moved up, the release would run after the deferred line instead of before it.
func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	defer println("done")
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
