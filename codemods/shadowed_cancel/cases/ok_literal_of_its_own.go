package search

import (
	"context"
	"time"
)

func search(parent context.Context, each func(func() error) error) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	return each(func() error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		return ask(ctx)
	})
}

func ask(ctx context.Context) error { return ctx.Err() }
