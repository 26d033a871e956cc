package search

import (
	"context"
	"time"
)

func search(parent context.Context) (err error) {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	defer func() {
		cancel()
		println("released")
	}()
	if err = ask(ctx); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		return ask(ctx)
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
