package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, names []string) {
	for _, name := range names {
		if ctx, _ := context.WithTimeout(parent, time.Second); work(ctx) == nil { // want safe "discarded"
			// The name is of use.
			println(name)
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
