package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, next func() string) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want none "is used by a call that is deferred"
		defer work(ctx, "clean up")
		work(ctx, next())
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
