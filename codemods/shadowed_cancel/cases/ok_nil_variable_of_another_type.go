package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) error {
	var cancel func(string)
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		return ask(ctx)
	}
	if cancel != nil {
		defer cancel("end")
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
