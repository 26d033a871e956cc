package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	all, stop := context.WithCancel(parent)
	defer stop()
	ctx, cancel := context.WithCancel(all)
	work(ctx)
	ctx, cancel = context.WithTimeout(all, time.Minute)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
