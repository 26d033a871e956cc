package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	var cancel context.CancelFunc
	for _, name := range names {
		var ctx context.Context
		ctx, cancel = context.WithTimeout(parent, time.Second)
		defer cancel() // want none "release it at the end of each iteration"
		work(ctx, name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
