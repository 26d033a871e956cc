package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := work(ctx); err != nil {
		return err
	}
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
