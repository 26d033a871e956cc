package fetch

import (
	"context"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel()
		go work(ctx, name)
	}
	<-parent.Done()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
