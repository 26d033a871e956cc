package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	go work(ctx)
	cancel()
	<-ctx.Done()
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
