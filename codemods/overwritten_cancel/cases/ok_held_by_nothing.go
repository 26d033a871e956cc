package split

import (
	"context"
	"time"
)

func split(limit time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(context.Background())
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return work(ctx)
}

// The one that takes its place is not made of it.
func splitApart(limit time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(context.Background())
	if limit > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), limit)
	}
	defer cancel()
	return work(ctx)
}
