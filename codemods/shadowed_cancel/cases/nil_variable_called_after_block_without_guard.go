package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		short, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(short); err != nil {
			cancel()
			return err
		}
	}
	err := ask(ctx)
	cancel()
	return err
}

func ask(ctx context.Context) error { return ctx.Err() }
