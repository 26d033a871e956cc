package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	return work(ctx) //ctxmend:ignore canceled-ctx-used on purpose
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
