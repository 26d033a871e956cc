package store

import (
	"context"
	"time"
)

type config struct{ opTimeout time.Duration }

type writer struct{ config config }

// Without a limit, the first has ended when it is made: it holds nothing.
func (w *writer) put(parent context.Context, key string) error {
	ctx, cancel := context.WithTimeout(parent, w.config.opTimeout)
	if w.config.opTimeout == 0 {
		ctx, cancel = context.WithCancel(parent)
	}
	defer cancel()
	return write(ctx, key)
}

func putUntil(parent context.Context, key string, deadline time.Time) error {
	ctx, cancel := context.WithDeadline(parent, deadline)
	if deadline.IsZero() {
		ctx, cancel = context.WithCancel(parent)
	}
	defer cancel()
	return write(ctx, key)
}

func putFor(parent context.Context, key string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(parent, limit)
	if 0 < limit {
		defer cancel()
		return write(ctx, key)
	}
	ctx, cancel = context.WithCancel(parent)
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
