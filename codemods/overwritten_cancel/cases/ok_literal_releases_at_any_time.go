package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	stop := func() { cancel() }
	work(ctx)
	stop()
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer stop()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
