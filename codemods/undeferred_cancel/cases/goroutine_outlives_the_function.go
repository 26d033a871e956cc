package fetch

import (
	"context"
	"time"
)

func start(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "not released|discarded"
	go work(ctx)
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
