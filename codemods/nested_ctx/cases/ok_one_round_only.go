package fetch

import "context"

func all(ctx context.Context, names []string) {
	for i, name := range names {
		if i == 0 {
			ctx = context.WithValue(ctx, key{}, name)
		}
		work(ctx)
	}
	for i := 0; i < 3; i++ {
		if i == 2 {
			ctx = context.WithValue(ctx, key{}, i)
		}
		work(ctx)
	}
}

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }
