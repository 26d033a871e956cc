package fetch

import (
	"context"
)

func fetch(parent context.Context, names []string) {
	var cancels []context.CancelFunc
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel()
		cancels = append(cancels, cancel)
		work(ctx, name)
	}
	println(len(cancels))
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
