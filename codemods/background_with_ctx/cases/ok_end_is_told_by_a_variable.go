package p

import (
	"context"
	"errors"
)

func last(ctx context.Context, id string) error {
	if err := ctx.Err(); err != nil {
		_ = work(context.Background(), "last "+id)
		return err
	}
	stopped := ctx.Err() != nil
	if stopped {
		return work(context.Background(), id)
	}
	return nil
}

func note(ctx context.Context, id string) error {
	err := work(ctx, id)
	if err != nil && errors.Is(err, ctx.Err()) {
		return work(context.Background(), "note "+id)
	}
	if !errors.Is(err, context.Canceled) {
		return err
	}
	return work(context.Background(), "end "+id)
}

func work(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
