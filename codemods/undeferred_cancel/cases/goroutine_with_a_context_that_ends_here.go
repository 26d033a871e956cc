package fetch

import (
	"context"
	"time"
)

// What works with a context that the function itself ends does not outlive the function.
func watch(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	workCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	go work(workCtx)
	return step(ctx)
}

// From here on ctx is another context, which ends with the function.
func replaced(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go work(ctx)
	return step(ctx)
}

// One path goes without the release.
func halfway(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "discarded.*goroutine"
	if ctx.Err() != nil {
		return nil
	}
	workCtx, cancel := context.WithCancel(ctx) // want none "not called"
	go work(workCtx)
	if err := step(ctx); err != nil {
		cancel()
		return err
	}
	return nil
}

func work(ctx context.Context) { <-ctx.Done() }

func step(ctx context.Context) error { return ctx.Err() }
