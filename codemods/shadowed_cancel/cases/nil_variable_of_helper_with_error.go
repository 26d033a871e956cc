package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	if limit > 0 {
		short, cancel, err := limited(ctx, limit) // want none "once its error is known"
		if err != nil {
			return err
		}
		if err := ask(short); err != nil {
			cancel()
			return err
		}
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func limited(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	short, cancel := context.WithTimeout(ctx, limit)
	return short, cancel, nil
}

func ask(ctx context.Context) error { return ctx.Err() }
