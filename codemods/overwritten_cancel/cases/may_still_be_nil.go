package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, slow bool) error {
	var ctx context.Context
	var cancel context.CancelFunc
	if slow {
		ctx, cancel = context.WithTimeout(parent, time.Hour) // want safe "assigned again"
		work(ctx)
	}
	ctx, cancel = context.WithTimeout(parent, time.Second)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
