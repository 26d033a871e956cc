package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	check := func(name string) error {
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
		return work(ctx, name)
	}
	for _, name := range names {
		if err := check(name); err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
