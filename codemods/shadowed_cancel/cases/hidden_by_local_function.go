package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want none "cancel"
	_ = cancel
	if len(names) > 0 {
		cancel := func() { println("canceled", names[0]) }
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
		cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
