package p

import (
	"context"
	"time"
)

func all(ctx context.Context, names []string) error {
	var cancel context.CancelFunc
	for _, name := range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "derived from the ctx of the round before"
		err := fetch(ctx, name)
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

func fetch(ctx context.Context, name string) error {
	_ = name
	return ctx.Err()
}
