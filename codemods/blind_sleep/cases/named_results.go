package store

import (
	"context"
	"time"
)

func count(ctx context.Context, next func(context.Context) (int, bool)) (n int, _ string, err error) {
	for {
		k, more := next(ctx)
		n += k
		if !more {
			return n, "", nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// hidden has another n where it waits.
func hidden(ctx context.Context, next func(context.Context) int) (n int, err error) {
	for {
		n := next(ctx)
		if n > 0 {
			return n, nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}
