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

func all(ctx context.Context, n int) (ok bool) {
	for i := range n {
		if c, cancel := context.WithTimeout(ctx, time.Minute); ping(c, i) == nil {
			ok = true
			cancel()
		} else {
			cancel()
		}
	}
	return
}
