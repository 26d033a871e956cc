package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, kind string) error {
	switch kind {
	case "slow":
		ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "not released|discarded"
		return work(ctx)
	case "fast":
		return work(parent)
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
