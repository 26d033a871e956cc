package search

import (
	"context"
	"time"
)

// The outer one leaks, but nothing hides it: not this codemod's business.
func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		ctx, cancelRetry := context.WithTimeout(parent, time.Second)
		defer cancelRetry()
		return ask(ctx)
	}
	cancel()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
