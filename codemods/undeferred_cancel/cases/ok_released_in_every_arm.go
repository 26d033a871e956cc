package fetch

import (
	"context"
	"errors"
)

func fetch(parent context.Context, kind int) error {
	ctx, cancel := context.WithCancel(parent)
	switch err := work(ctx); {
	case err != nil:
		cancel()
		return err
	case kind == 1:
		defer cancel()
		return work(ctx)
	case kind == 2:
		fallthrough
	default:
		cancel()
	}
	return errors.New("unknown kind")
}

func work(ctx context.Context) error { return ctx.Err() }
