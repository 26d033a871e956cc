package fetch

import (
	"context"
)

type key struct{}
type other struct{}

func fetch(ctx context.Context, user string) error {
	if user != "" {
		ctx := context.WithValue(ctx, key{}, user) // want unsafe "goes on with the outer one"
		ctx = context.WithValue(ctx, other{}, user)
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
