package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limits chan time.Duration) error {
	var cancel context.CancelFunc
	select {
	case limit := <-limits:
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	case <-ctx.Done():
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
