package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) func() error {
	return func() error {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		work(ctx)
		cancel()
		return work(ctx) // want none "has ended here"
	}
}

func work(ctx context.Context) error { return ctx.Err() }
