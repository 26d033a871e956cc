package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		defer cancel()
		return ask(ctx)
	}
	defer cancel()
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
