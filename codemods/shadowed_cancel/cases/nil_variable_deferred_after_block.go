package search

import (
	"context"
	"time"
)

// The deferred variable is nil whenever the function ends.
func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	defer cancel()
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
