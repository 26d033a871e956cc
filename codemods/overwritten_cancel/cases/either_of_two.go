package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, long bool) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "on line 12 and line 14"
	work(ctx)
	if long {
		ctx, cancel = context.WithTimeout(parent, time.Hour)
	} else {
		ctx, cancel = context.WithTimeout(parent, time.Minute)
	}
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
