package search

import (
	"context"
	"time"
)

func search(parent context.Context, limit time.Duration) error {
	var (
		err    error
		cancel context.CancelFunc
	)
	if limit > 0 {
		ctx, cancel := context.WithTimeout(parent, limit) // want unsafe "cancel"
		if err = ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(parent)
}

func ask(ctx context.Context) error { return ctx.Err() }
