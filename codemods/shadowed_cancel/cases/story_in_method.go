package search

import (
	"context"
	"time"
)

type index struct {
	limit time.Duration
}

func (x *index) search(parent context.Context, query string) error {
	ctx, cancel := context.WithTimeout(parent, x.limit)
	if err := x.ask(ctx, query); err != nil {
		ctx, cancel := context.WithTimeout(parent, 2*x.limit) // want safe "cancel"
		defer cancel()
		return x.ask(ctx, query)
	}
	cancel()
	return nil
}

func (x *index) ask(ctx context.Context, query string) error {
	println(query)
	return ctx.Err()
}
