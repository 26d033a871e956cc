package p

import (
	"context"
	"time"
)

func retry(n int, f func() error) (err error) {
	for range n {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}

var kept []func() error

func keep(f func() error) error {
	kept = append(kept, f)
	return nil
}

func given(ctx context.Context, ids []string) {
	for range ids {
		c, cancel := context.WithTimeout(ctx, time.Second) // want safe "when line 28 leaves the iteration"
		if err := retry(3, func() error { return work(c) }); err != nil {
			continue
		}
		cancel()
	}
}

func called(ctx context.Context, ids []string) {
	for range ids {
		c, cancel := context.WithTimeout(ctx, time.Second) // want safe "when line 39 leaves the iteration"
		try := func() error { return work(c) }
		if try() != nil {
			continue
		}
		cancel()
	}
}

func stored(ctx context.Context, ids []string) {
	for range ids {
		c, cancel := context.WithTimeout(ctx, time.Second) // want none "is stored by keep"
		if err := keep(func() error { return work(c) }); err != nil {
			continue
		}
		cancel()
	}
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
