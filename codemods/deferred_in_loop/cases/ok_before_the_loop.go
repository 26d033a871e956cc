package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	for _, name := range names {
		work(ctx, name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
