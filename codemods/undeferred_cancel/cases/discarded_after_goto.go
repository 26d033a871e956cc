package fetch

import (
	"context"
	"time"
)

// A goto must not jump over a variable declaration.
func fetch(ctx context.Context, offline bool) error {
	if offline {
		goto local
	}
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	if err := work(ctx); err != nil {
		return err
	}
local:
	return ctx.Err()
}

func work(ctx context.Context) error { return ctx.Err() }
