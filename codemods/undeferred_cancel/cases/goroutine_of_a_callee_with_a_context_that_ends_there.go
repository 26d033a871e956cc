package fetch

import (
	"context"
	"errors"
	"time"
)

var errDone = errors.New("done")

// The callee's goroutine ends with the callee: a deferred literal releases the context that it waits for.
func find(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	return get(ctx)
}

func get(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer func() { cancel(errDone) }()
	go work(ctx)
	return ctx.Err()
}

// The literal does not release it in any case.
func findSome(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine"
	return getSome(ctx)
}

func getSome(ctx context.Context) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	go work(ctx)
	err = ctx.Err()
	if err != nil {
		return err
	}
	keep(cancel)
	return nil
}

// The literal calls another function.
func findSecond(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine"
	return getSecond(ctx)
}

func getSecond(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer func() { cancel() }()
	go work(ctx)
	keep(cancel)
	cancel = func() {}
	return ctx.Err()
}

var kept []context.CancelFunc

func keep(cancel context.CancelFunc) { kept = append(kept, cancel) }

func work(ctx context.Context) { <-ctx.Done() }
