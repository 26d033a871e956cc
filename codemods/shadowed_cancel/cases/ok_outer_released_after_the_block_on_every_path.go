package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	err := ask(ctx)
	if err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		err = ask(ctx)
		cancel()
	}
	cancel()
	return err
}

func ask(ctx context.Context) error { return ctx.Err() }
