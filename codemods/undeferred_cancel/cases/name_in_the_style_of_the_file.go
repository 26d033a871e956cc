package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	getCtx, cancelGet := context.WithTimeout(parent, time.Second)
	defer cancelGet()
	if err := work(getCtx); err != nil {
		return err
	}

	pingCtx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	if err := work(pingCtx); err != nil {
		return err
	}

	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
