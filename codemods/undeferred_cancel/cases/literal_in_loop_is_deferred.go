package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		err := func() error {
			ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
			return work(ctx, name)
		}()
		if err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
