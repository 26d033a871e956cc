package fetch

import "context"

type key struct{}

func fetch(ctx context.Context, names []string) {
	for _, name := range names {
		ctx = context.WithValue(ctx, key{}, name) // want unsafe "the chain grows with each round"
		_ = work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
