package fetch

import "context"

func fetch(ctx context.Context, names []string) {
	marked := false
	for range names {
		if !marked {
			ctx = context.WithValue(ctx, key{}, 1)
			marked = true
		}
		_ = work(ctx)
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
