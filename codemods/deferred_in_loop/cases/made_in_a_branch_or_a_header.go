package p

import (
	"context"
	"time"
)

func assigned(ctx context.Context, in <-chan string) error {
	for id := range in {
		c := ctx
		if len(id) > 3 {
			var cancel context.CancelFunc
			c, cancel = context.WithTimeout(ctx, time.Second)
			defer cancel() // want none "cancel is deferred in a loop"
		}
		if err := work(c); err != nil {
			return err
		}
	}
	return nil
}

func inHeader(ctx context.Context, in <-chan string) (ok int) {
	for range in {
		if c, cancel := context.WithTimeout(ctx, time.Second); work(c) == nil {
			defer cancel() // want none "cancel is deferred in a loop"
			ok++
		} else {
			cancel()
		}
	}
	return ok
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
