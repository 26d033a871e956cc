package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	defer func() {
		if cancel != nil {
			cancel()
		}
	}()
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
