package fetch

import "context"

func fetch(ctx context.Context, values map[string]string) error {
	for k, v := range values {
		ctx = context.WithValue(ctx, key(k), v)
	}
	return work(ctx)
}

type key string

func work(ctx context.Context) error { return ctx.Err() }
