package fetch

import "context"

type maker struct{}

func (maker) WithValue(ctx context.Context, k, v any) context.Context { return ctx }

func fetch(ctx context.Context, names []string) {
	var context maker
	for _, name := range names {
		ctx = context.WithValue(ctx, 1, name)
		_ = work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
