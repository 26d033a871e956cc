package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, early bool) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	if early {
		cancel()
	}
	err := work(ctx)
	cancel()
	return err
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
