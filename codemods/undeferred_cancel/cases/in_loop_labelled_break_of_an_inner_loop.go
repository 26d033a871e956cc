package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, names [][]string) {
	for _, some := range names {
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	inner:
		for _, name := range some {
			switch name {
			case "":
				break inner
			default:
				work(ctx)
			}
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
