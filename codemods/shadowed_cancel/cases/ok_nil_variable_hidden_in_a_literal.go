package search

import (
	"context"
	"time"
)

func search(ctx context.Context, each func(func() error) error) error {
	var cancel context.CancelFunc
	err := each(func() error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		return ask(ctx)
	})
	if err != nil {
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
