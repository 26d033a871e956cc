package fetch

import "context"

func fetch(ctx context.Context, names []string) {
	for range names {
		func() {
			ctx = context.WithValue(ctx, key{}, 1) // want unsafe "grows with each call"
			_ = work(ctx)
		}()
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
