package run

import (
	"context"
	"errors"
	"time"
)

func run(ctx context.Context, d time.Duration, args []string) error {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d)
	} else {
		ctx, cancel = context.WithCancel(ctx)
	}
	if len(args) == 0 {
		cancel()
		return errors.New("usage")
	}
	defer cancel()
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
	return nil
}
