package p

import (
	"context"
	"time"
)

func save(ctx context.Context, id string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(len(id)) * time.Millisecond):
		return nil
	}
}

func run(ctx context.Context) (err error) {
	c, cancel := context.WithTimeout(ctx, time.Second)
	defer func() {
		cancel()
		if err != nil {
			_ = save(c, err.Error()) // want none "c has ended here"
		}
	}()
	return save(c, "a")
}

func inOrder(ctx context.Context) (err error) {
	c, cancel := context.WithTimeout(ctx, time.Second)
	defer func() {
		defer cancel()
		if err != nil {
			_ = save(c, err.Error())
		}
	}()
	return save(c, "a")
}
