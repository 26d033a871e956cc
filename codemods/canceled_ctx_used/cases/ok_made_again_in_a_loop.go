package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, names []string) {
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
