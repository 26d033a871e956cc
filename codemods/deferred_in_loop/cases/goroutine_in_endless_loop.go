package fetch

import (
	"context"
)

func serve(parent context.Context, accept func() string) {
	for {
		ctx, cancel := context.WithCancel(parent)
		defer cancel() // want none "is used by a goroutine"
		go work(ctx, accept())
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
