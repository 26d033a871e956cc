package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	tries := 0
again:
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	if err := work(ctx); err != nil && tries < 3 {
		tries++
		goto again
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
