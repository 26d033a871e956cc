package p

import (
	"context"
	"time"
)

type key struct{}

func twice(ctx context.Context) error {
	c, cancel := context.WithCancel(ctx)
	v := context.WithValue(c, key{}, 1)
	err := work(v)
	cancel()
	if err != nil {
		return err
	}
	return work(v) // want none "v has ended here"
}

func apart(ctx context.Context) error {
	c, cancel := context.WithCancel(ctx)
	v := context.WithValue(ctx, key{}, 1)
	err := work(c)
	cancel()
	if err != nil {
		return err
	}
	return work(v)
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
