package ping

import (
	"context"
	"time"
)

func ping(ctx context.Context, i int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(i)):
		return nil
	}
}

func named(ctx context.Context, n int) (ok bool) {
	for i := range n {
		if c, cancel := context.WithTimeout(ctx, time.Minute); ping(c, i) == nil { // want safe "cancel is not called"
			ok = true
			cancel()
		}
	}
	return
}

// The other branch works with it.
func again(ctx context.Context, n int) (ok bool) {
	for i := range n {
		if c, cancel := context.WithTimeout(ctx, time.Minute); ping(c, i) == nil { // want none "release it in every branch"
			ok = true
			cancel()
		} else if ping(c, i+1) == nil {
			ok = true
		}
	}
	return
}
