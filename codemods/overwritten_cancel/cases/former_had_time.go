package store

import (
	"context"
	"time"
)

// A limit of its own is asked for.
func put(parent context.Context, key string, limit, retry time.Duration) error {
	ctx, cancel := context.WithTimeout(parent, limit) // want safe "assigned again on line 12"
	if retry == 0 {
		ctx, cancel = context.WithCancel(parent)
	}
	defer cancel()
	return write(ctx, key)
}

// There is a limit.
func putOnce(parent context.Context, key string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(parent, limit) // want safe "assigned again on line 22"
	if limit > 0 {
		ctx, cancel = context.WithTimeout(parent, 2*limit)
	}
	defer cancel()
	return write(ctx, key)
}

// What is asked for is another limit by then.
func putAgain(parent context.Context, key string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(parent, limit) // want safe "assigned again on line 33"
	limit -= time.Second
	if limit <= 0 {
		ctx, cancel = context.WithCancel(parent)
	}
	defer cancel()
	return write(ctx, key)
}

func write(ctx context.Context, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(len(key)) * time.Millisecond):
		return nil
	}
}
