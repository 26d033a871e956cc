package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	//nolint:lostcancel
	ctx, cancel := context.WithCancel(parent)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
