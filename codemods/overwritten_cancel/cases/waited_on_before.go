package split

import (
	"context"
	"time"
)

func split(limit time.Duration) error {
	ctx, cancel := context.WithCancel(context.Background()) // want safe "whatever waits on it waits for ever"
	if err := warm(ctx); err != nil {
		cancel()
		return err
	}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), limit)
	}
	defer cancel()
	return warm(ctx)
}

func warm(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
