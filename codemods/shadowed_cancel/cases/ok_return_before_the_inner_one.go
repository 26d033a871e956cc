package search

import (
	"context"
	"time"
)

// The outer one leaks, but where nothing hides it yet: not this codemod's business.
func search(parent context.Context, quick bool) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		if quick {
			return err
		}
		ctx, cancel := context.WithTimeout(parent, time.Second)
		println(ask(ctx) != nil)
		cancel()
	}
	cancel()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
