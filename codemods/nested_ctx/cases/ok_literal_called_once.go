package fetch

import "context"

func fetch(ctx context.Context, run func(func() error) error) error {
	return run(func() error {
		ctx = context.WithValue(ctx, key{}, 1)
		return work(ctx)
	})
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
