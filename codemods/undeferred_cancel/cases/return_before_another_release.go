package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "line 11 returns"
	if err := work(ctx); err != nil {
		return err
	}
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
