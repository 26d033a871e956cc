package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer func() { cancel() }() // want safe "deferred in a loop"
		work(ctx, name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
