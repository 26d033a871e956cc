package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
		if err := work(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
