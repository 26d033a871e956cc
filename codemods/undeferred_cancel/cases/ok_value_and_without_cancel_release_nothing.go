package fetch

import "context"

type key struct{}

func fetch(parent context.Context) error {
	ctx := context.WithValue(parent, key{}, "gopher")
	ctx = context.WithoutCancel(ctx)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
