package fetch

import (
	"context"
	"errors"
)

func fetch(parent context.Context) error {
	ctx, _ := context.WithCancelCause(parent) // want safe "not released|discarded"
	if err := work(ctx); err != nil {
		return errors.Join(err, context.Cause(ctx))
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
