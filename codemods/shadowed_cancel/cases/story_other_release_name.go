package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	ctx, stop := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		ctx, stop := context.WithTimeout(parent, time.Second) // want safe "stop"
		defer stop()
		return ask(ctx)
	}
	stop()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
