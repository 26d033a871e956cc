package fetch

import (
	"context"
	"time"
)

func first(parent context.Context, names []string) string {
	var found string
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "leaves the iteration"
		if err := work(ctx, name); err != nil {
			continue
		}
		found = name
		cancel()
		break
	}
	return found
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
