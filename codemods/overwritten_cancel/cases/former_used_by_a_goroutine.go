package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want none "is used by a goroutine"
	go work(ctx)
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
