package db

import (
	"context"
	"errors"
)

type inside struct{}

type client struct{ begin func(context.Context) error }

func (c *client) Transaction(ctx context.Context, do func(ctx context.Context) error) error {
	if ctx.Value(inside{}) != nil {
		return errors.New("transactions cannot be nested")
	}
	if err := c.begin(ctx); err != nil {
		return err
	}
	return do(context.WithValue(ctx, inside{}, true))
}

func both(ctx context.Context, c *client, read func(context.Context) error) error {
	return c.Transaction(ctx, func(ctx context.Context) error {
		if err := c.Transaction(context.Background(), read); err != nil {
			return err
		}
		return read(ctx)
	})
}
