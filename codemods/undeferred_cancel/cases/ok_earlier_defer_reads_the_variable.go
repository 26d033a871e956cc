package fetch

import (
	"context"
	"time"
)

// The deferred literal releases whichever context is the last one.
func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer func() { cancel() }()
	if err := work(ctx); err == nil {
		return nil
	}
	cancel()
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
