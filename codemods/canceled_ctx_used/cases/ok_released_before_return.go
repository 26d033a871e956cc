package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	if work(ctx) != nil {
		cancel()
		return nil
	}
	err := work(ctx)
	cancel()
	return err
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
