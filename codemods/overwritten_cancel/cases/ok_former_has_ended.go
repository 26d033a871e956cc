package fetch

import (
	"context"
	"time"
)

func wait(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	<-ctx.Done()
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
