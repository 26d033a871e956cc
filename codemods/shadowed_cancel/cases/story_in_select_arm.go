package search

import (
	"context"
	"time"
)

func search(parent context.Context, retry <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	select {
	case <-retry:
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		defer cancel()
		return ask(ctx)
	case <-ctx.Done():
		cancel()
		return context.Cause(parent)
	}
}

func ask(ctx context.Context) error { return ctx.Err() }
