package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, name string) error {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		err := work(ctx, name)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
