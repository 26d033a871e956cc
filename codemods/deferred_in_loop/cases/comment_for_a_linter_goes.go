package hooks

import (
	"context"
	"time"
)

func call(ctx context.Context, hooks []string) error {
	for _, hook := range hooks {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() //nolint:revive // every hook has its own limit // want safe "defer"

		if err := run(ctx, hook); err != nil {
			return err
		}
	}
	return nil
}

func run(ctx context.Context, hook string) error {
	println(hook)
	return ctx.Err()
}
