package retry

import (
	"context"
	"errors"
	"time"
)

func retry[T any](ctx context.Context, f func(context.Context) (T, error)) (T, error) {
	for i := 0; ; i++ {
		v, err := f(ctx)
		if err == nil || i == 3 {
			return v, err
		}
		time.Sleep(time.Duration(i) * time.Second) // want unsafe "each round still waits"
	}
}

// There is one already.
func other[T comparable](ctx context.Context, f func(context.Context) (T, error)) (T, error) {
	var zero T
	for {
		v, err := f(ctx)
		if v != zero {
			return v, err
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

func behind[T any](ctx context.Context, f func(context.Context) (T, error)) (T, error) {
	for range 4 {
		if v, err := f(ctx); err == nil {
			return v, nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	var zero T
	return zero, errors.New("gave up")
}
