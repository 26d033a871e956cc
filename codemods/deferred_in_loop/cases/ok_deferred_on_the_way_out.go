package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		if name == "last" {
			defer cancel()
			return work(ctx, name)
		}
		work(ctx, name)
		cancel()
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
