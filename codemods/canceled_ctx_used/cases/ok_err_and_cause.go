package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	return work(context.WithoutCancel(ctx))
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
