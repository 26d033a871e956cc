package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	for range names {
		work(ctx) // want none "has ended here"
	}
}

func work(ctx context.Context) error { return ctx.Err() }
