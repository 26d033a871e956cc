package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, limit time.Duration) error {
	var ctx context.Context
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(parent, limit) // want safe "not called|not released"
	} else {
		ctx, cancel = context.WithCancel(parent) // want safe "not called|not released"
	}
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
