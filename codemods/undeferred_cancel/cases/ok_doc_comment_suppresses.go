package fetch

import (
	"context"
	"time"
)

// fetch leaves its timer behind.
//
//nolint:lostcancel
func fetch(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
