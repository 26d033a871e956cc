package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		// Each gets a second.
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"

		work(ctx, name) // the work

		// Done.
		println(name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
