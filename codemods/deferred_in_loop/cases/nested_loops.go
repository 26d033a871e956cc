package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
outer:
	for _, name := range names {
		for range 3 {
			ctx, cancel := context.WithTimeout(parent, time.Second)
			defer cancel() // want safe "deferred in a loop"
			if work(ctx, name) == nil {
				continue outer
			}
			work(ctx, name)
		}
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
