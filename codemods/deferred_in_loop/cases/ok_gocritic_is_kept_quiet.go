package hooks

import (
	"context"
	"time"
)

func call(ctx context.Context, hooks []func(context.Context) error) error {
	for _, hook := range hooks {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() //nolint:gocritic // every hook has its own limit

		if err := hook(ctx); err != nil {
			return err
		}
	}
	return nil
}
