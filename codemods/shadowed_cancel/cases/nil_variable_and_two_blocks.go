package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration, end time.Time) error {
	var cancel context.CancelFunc
	if limit > 0 {
		short, cancel := context.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(short); err != nil {
			cancel()
			return err
		}
	} else {
		short, cancel := context.WithDeadline(ctx, end) // want unsafe "cancel"
		if err := ask(short); err != nil {
			cancel()
			return err
		}
	}
	defer cancel()
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
