package fetch

import (
	"context"
	"errors"
)

var errDone = errors.New("done")

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent)
	work(ctx)
	cancel(errDone)
	return work(ctx) // want none "has ended here"
}

func work(ctx context.Context) error { return ctx.Err() }
