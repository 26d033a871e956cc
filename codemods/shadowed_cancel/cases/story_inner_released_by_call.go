package search

import (
	"context"
	"time"
)

// The call in the block looks as if it released both.
func search(parent context.Context, query string) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx, query); err != nil {
		retry, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		err = ask(retry, query)
		cancel()
		return err
	}
	cancel()
	return nil
}

func ask(ctx context.Context, query string) error {
	println(query)
	return ctx.Err()
}
