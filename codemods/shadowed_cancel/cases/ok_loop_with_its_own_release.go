package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	for range names {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		err := ask(ctx)
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
