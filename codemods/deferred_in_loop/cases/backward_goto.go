package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, name string) error {
again:
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel() // want safe "deferred in a loop"
	if work(ctx, name) != nil {
		goto again
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
