package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		if name != "" {
			ctx, cancel := context.WithTimeout(parent, time.Second)
			defer cancel() // want safe "deferred in a loop"
			work(ctx, name)
		}
		println(name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
