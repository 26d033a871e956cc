package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want none "line 18 returns before the outer release"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if err := ask(ctx); err != nil {
		return err
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
