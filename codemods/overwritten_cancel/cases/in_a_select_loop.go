package fetch

import (
	"context"
	"time"
)

func run(parent context.Context, ticks <-chan bool) {
	var cancel context.CancelFunc
	for slow := range ticks {
		var ctx context.Context
		if slow {
			ctx, cancel = context.WithTimeout(parent, time.Hour) // want safe "assigned again"
		} else {
			ctx, cancel = context.WithTimeout(parent, time.Second) // want safe "assigned again"
		}
		work(ctx)
	}
	if cancel != nil {
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
