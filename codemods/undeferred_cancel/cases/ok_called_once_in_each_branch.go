package track

import (
	"context"
	"time"
)

type tracker struct {
	live map[string]chan struct{}
}

func (t *tracker) scope(ctx context.Context, name string) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	gone := make(chan struct{})
	t.live[name] = gone
	return ctx, func() {
		close(gone)
		cancel()
	}
}

func (t *tracker) scopeOf(ctx context.Context, name string) (context.Context, func()) {
	ctx, done := t.scope(ctx, "of/"+name)
	return ctx, done
}

func do(ctx context.Context, k string) error {
	select {
	case <-time.After(time.Duration(len(k))):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func inBranches(ctx context.Context, t *tracker, k string) bool {
	ctx, done := t.scope(ctx, k)
	ok := do(ctx, k) == nil
	if ok {
		done()
	} else {
		done()
	}
	return ok
}

func deferred(ctx context.Context, t *tracker, k string) error {
	ctx, done := t.scopeOf(ctx, k)
	defer done()
	return do(ctx, k)
}
