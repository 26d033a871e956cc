package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer func() {
		work(ctx) // want none "cancel is deferred later, on line 13, and so runs earlier"
	}()
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
