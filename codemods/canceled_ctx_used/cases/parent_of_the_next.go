package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	first := work(ctx)
	cancel()
	next, stop := context.WithTimeout(ctx, time.Minute) // want none "pass parent instead"
	defer stop()
	if first != nil {
		return first
	}
	return work(next)
}

func work(ctx context.Context) error { return ctx.Err() }
