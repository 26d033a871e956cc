package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, names []string) {
	for _, name := range names {
		if ctx, _ := context.WithTimeout(parent, time.Second); work(ctx) != nil { // want none "make the statement a function of its own"
			println(name)
			continue
		}
		println("well")
	}
}

func work(ctx context.Context) error { return ctx.Err() }
