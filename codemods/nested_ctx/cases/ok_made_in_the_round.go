package fetch

import "context"

func fetch(parent context.Context, names []string) {
	for range names {
		ctx := parent
		ctx = context.WithValue(ctx, key{}, 1)
		_ = work(ctx)
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
