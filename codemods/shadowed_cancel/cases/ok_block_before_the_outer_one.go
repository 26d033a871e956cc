package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	for range names {
		if len(names) > 1 {
			ctx, cancel := context.WithTimeout(parent, time.Second)
			err := ask(ctx)
			cancel()
			if err != nil {
				return err
			}
		}
		ctx, cancel := context.WithTimeout(parent, 2*time.Second)
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
		cancel()
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
