package fetch

import (
	"context"
)

func fetch(parent context.Context, names []string) {
	var all []context.Context
	for range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel()
		all = append(all, ctx)
	}
	for i, name := range names {
		work(all[i], name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
