package proxy

import (
	"context"
	"errors"
	"time"
)

type containers interface {
	start(ctx context.Context, id string) error
	inspect(ctx context.Context, id string) (bool, error)
}

func stopContainer(ctx context.Context, c containers, id string) error {
	return c.start(ctx, "stop "+id)
}

func run(ctx context.Context, c containers, id string) error {
	if err := c.start(ctx, id); err != nil {
		return err
	}
	for range 10 {
		healthy, err := c.inspect(ctx, id)
		if err != nil {
			ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			_ = stopContainer(ctx, c, id)
			return err
		}
		if healthy {
			return nil
		}
		time.Sleep(time.Second) // want none "leaving there would skip stopContainer"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_ = stopContainer(ctx, c, id)
	return errors.New("timed out")
}

// One failure leaves it as it is, so may another.
func wait(ctx context.Context, c containers, id string) error {
	if err := c.start(ctx, id); err != nil {
		return err
	}
	for range 10 {
		healthy, err := c.inspect(ctx, id)
		if err != nil {
			return err
		}
		if healthy {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits|still waits to the end"
	}
	_ = stopContainer(ctx, c, id)
	return errors.New("timed out")
}
