package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, kinds []string) {
	for _, kind := range kinds {
		switch ctx, _ := context.WithTimeout(parent, time.Second); kind { // want safe "discarded"
		case "once":
			work(ctx)

			println(kind)
		default:
			for range 2 {
				if work(ctx) != nil {
					break
				}
			}
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
