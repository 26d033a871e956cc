package search

import (
	"context"
	"time"
)

func search(parent context.Context, query string) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	err := ask(ctx, query)
	if err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		defer cancel()
		return ask(ctx, query)
	}
	cancel()
	return nil
}

func ask(ctx context.Context, query string) error {
	println(query)
	return ctx.Err()
}
