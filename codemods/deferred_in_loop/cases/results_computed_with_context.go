package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) (int, error) {
	for i, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		if name == "last" {
			return count(ctx, name)
		}
		if name == "first" {
			return i, work(ctx, name)
		}
		work(ctx, name)
	}
	return 0, nil
}

func count(ctx context.Context, name string) (int, error) { return len(name), ctx.Err() }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
