package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"

		err := work(ctx, name)
		if err == context.DeadlineExceeded {
			continue
		}
		if name == "last" {
			break
		}
		if err := work(ctx, name+"2"); err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
