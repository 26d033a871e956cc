package fetch

import "context"

func fetch(all []context.Context) {
	for _, ctx := range all {
		ctx = context.WithValue(ctx, key{}, 1)
		_ = work(ctx)
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
