package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	var (
		err    error
		ctx, _ = context.WithTimeout(parent, time.Second) // want safe "discarded"
		n      = 3
	)
	for range n {
		if err = work(ctx); err == nil {
			return nil
		}
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
