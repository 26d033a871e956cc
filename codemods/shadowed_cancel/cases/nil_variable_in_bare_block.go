package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	var cancel context.CancelFunc
	{
		ctx, cancel := context.WithTimeout(parent, time.Second) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	defer cancel()
	return ask(parent)
}

func ask(ctx context.Context) error { return ctx.Err() }
