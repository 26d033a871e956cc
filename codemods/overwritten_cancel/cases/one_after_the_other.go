package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again on line 12"
	first := work(ctx)

	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer cancel()
	second := work(ctx)
	if first != nil {
		return first
	}
	return second
}

func work(ctx context.Context) error { return ctx.Err() }
