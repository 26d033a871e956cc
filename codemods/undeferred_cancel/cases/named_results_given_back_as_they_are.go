package fetch

import (
	"context"
	"time"
)

// Where it succeeds the caller has it.
func bounded(parent context.Context) (ctx context.Context, cancel context.CancelFunc, err error) {
	ctx, cancel = context.WithTimeout(parent, time.Second) // want safe "line 12 returns"
	if err = work(ctx); err != nil {
		return nil, nil, err
	}
	return
}

func work(ctx context.Context) error { return ctx.Err() }
