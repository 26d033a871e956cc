package fetch

import (
	"context"
	"time"
)

func start(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "not released|discarded"
	begin(ctx)
}

func begin(ctx context.Context) {
	go work(ctx)
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
