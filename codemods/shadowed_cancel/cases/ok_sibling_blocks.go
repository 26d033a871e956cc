package search

import (
	"context"
	"time"
)

func search(parent context.Context, quick bool) error {
	if quick {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		return ask(ctx)
	}
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
