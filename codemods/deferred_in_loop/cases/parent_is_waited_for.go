package fetch

import (
	"context"
	"time"
)

func wait(parent context.Context) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		work(ctx)
		<-parent.Done()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
