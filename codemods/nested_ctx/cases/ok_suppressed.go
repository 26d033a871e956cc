package fetch

import "context"

func fetch(ctx context.Context, names []string) {
	for _, name := range names {
		//ctxmend:ignore nested-ctx two names at most
		ctx = context.WithValue(ctx, key{}, name)
		_ = work(ctx)
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
