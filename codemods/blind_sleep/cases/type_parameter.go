package retry

import (
	"context"
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

// The name is taken here.
func other[T comparable](ctx context.Context, f func(context.Context) (T, error)) (T, error) {
	var zero T
	for {
		v, err := f(ctx)
		if v != zero {
			return v, err
		}
		time.Sleep(time.Second) // want none "the zero value of a result cannot be written here"
	}
}
