package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	err := work(ctx)
	cancel()
	if err != nil {
		return err
	}
	return work(ctx) // want none "cancel was called on line 11; pass parent instead"
}

func work(ctx context.Context) error { return ctx.Err() }
