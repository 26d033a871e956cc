package store

import (
	"context"
	"errors"
)

func save(ctx context.Context, key string) error {
	println(key)
	return ctx.Err()
}

func both(ctx context.Context) error {
	err1 := save(context.Background(), "a") // want unsafe "save gets"
	err2 := save(context.Background(), "b") // want unsafe "save gets"
	return errors.Join(err1, err2)
}

// What is done once more, whatever became of it, needs a context of its own.
func again(ctx context.Context) error {
	err := save(ctx, "a")
	return errors.Join(err, save(context.Background(), "a"))
}
