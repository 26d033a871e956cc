package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	err := work(ctx)
	cancel()
	if err != nil {
		return err
	}
	return work(ctx) // want none "keep the ctx that it was made from under a name of its own"
}

func work(ctx context.Context) error { return ctx.Err() }
