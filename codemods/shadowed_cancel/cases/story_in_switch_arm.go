package search

import (
	"context"
	"time"
)

func search(parent context.Context, kind string) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	err := ask(ctx)
	switch kind {
	case "retry":
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		defer cancel()
		return ask(ctx)
	default:
		cancel()
		return err
	}
}

func ask(ctx context.Context) error { return ctx.Err() }
