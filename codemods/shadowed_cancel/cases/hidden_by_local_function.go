package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	_ = cancel
	if len(names) > 0 {
		cancel := func() { println("canceled", names[0]) } // want none "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
		cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
