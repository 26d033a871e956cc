package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, kinds []string) {
	for _, kind := range kinds {
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
		switch kind {
		case "once":
			if work(ctx) != nil {
				break
			}
			println(kind)
		case "twice":
			work(ctx)
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
