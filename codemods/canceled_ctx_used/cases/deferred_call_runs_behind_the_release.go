package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer work(ctx) // want none "runs earlier; defer it first, or pass parent instead"
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
