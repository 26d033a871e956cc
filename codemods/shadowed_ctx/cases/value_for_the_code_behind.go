package fetch

import (
	"context"
)

type key struct{}

func fetch(ctx context.Context, user string) error {
	if user != "" {
		ctx := context.WithValue(ctx, key{}, user) // want unsafe "is another variable than the one of line 9"
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
