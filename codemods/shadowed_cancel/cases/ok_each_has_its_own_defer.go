package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	defer cancel()
	if err := ask(ctx); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		return ask(ctx)
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
