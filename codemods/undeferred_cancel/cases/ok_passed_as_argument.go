package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	stopAfter(time.Second, cancel)
	return work(ctx)
}

func stopAfter(limit time.Duration, stop func()) { time.AfterFunc(limit, stop) }

func work(ctx context.Context) error { return ctx.Err() }
