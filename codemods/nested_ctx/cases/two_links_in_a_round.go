package fetch

import (
	"context"
	"time"
)

type key struct{}

func fetch(ctx context.Context, names []string) {
	var cancel context.CancelFunc
	for _, name := range names {
		ctx = context.WithValue(ctx, key{}, name)
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 13 assigns ctx too"
		_ = work(ctx)
		cancel()
	}
}

func fetchApart(parent context.Context, names []string) {
	var (
		ctx    context.Context
		cancel context.CancelFunc
	)
	for _, name := range names {
		ctx = parent
		ctx = context.WithValue(ctx, key{}, name)
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
