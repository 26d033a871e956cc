package fetch

import (
	"context"
	"errors"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		ctx, cancel := context.WithCancelCause(parent)
		defer cancel(nil) // want safe "deferred in a loop"
		work(ctx, name)
	}
}

var errDone = errors.New("done")

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
