package track

import (
	"context"
	"errors"
	"fmt"
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

// What another gives goes through.
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

func inBranch(ctx context.Context, t *tracker, k string) bool {
	ctx, done := t.scope(ctx, k) // want unsafe "done is not called when line 45 returns"
	ok := do(ctx, k) == nil
	if ok {
		done()
	}
	return ok
}

func deferredInBranch(ctx context.Context, t *tracker, k string) error {
	ctx, done := t.scope(ctx, k) // want none "release it on the ways on which it is not called"
	if k != "" {
		defer done()
	}
	return do(ctx, k)
}

func inClause(ctx context.Context, t *tracker, k string) (err error) {
	ctx, done := t.scope(ctx, k) // want unsafe "done is not called when line 64 returns"
	switch err = do(ctx, k); {
	case err == nil:
		done()
	default:
		err = fmt.Errorf("switch: %w", err)
	}
	return err
}

func onPanic(ctx context.Context, t *tracker, k string) (err error) {
	ctx, done := t.scope(ctx, k) // want none "call it where it has not been called yet"
	defer func() {
		if r := recover(); r != nil {
			done()
			err = errors.New("panic")
		}
	}()
	return do(ctx, k)
}

func early(ctx context.Context, t *tracker, k string) error {
	ctx, done := t.scopeOf(ctx, k) // want unsafe "done is not called when line 81 returns"
	if err := do(ctx, k); err != nil {
		return err
	}
	done()
	return nil
}
