package fetch

import (
	"context"
	"errors"
	"sync"
	"time"
)

// The goroutine hears of the end when find does, from the parent: the release of the child changes nothing.
func find(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "discarded"
	defer func() { cancel() }()
	go work(ctx)
	return step(ctx)
}

func findBehind(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	short, _ := context.WithTimeout(ctx, time.Second) // want safe "discarded"
	go work(short)
	return step(ctx)
}

// The goroutine would not hear of the cause.
func findWithCause(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(errDone)
	short, _ := context.WithTimeout(ctx, time.Second) // want none "discarded.*goroutine"
	go work(short)
	return step(ctx)
}

var errDone = errors.New("done")

// The wait comes between the two releases.
func findAll(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	short, _ := context.WithTimeout(ctx, time.Second) // want none "discarded"
	wg.Add(1)
	go func() {
		defer wg.Done()
		workOn(short)
	}()
	return step(ctx)
}

// One way out keeps the parent.
func keep(parent context.Context) (context.CancelFunc, error) {
	ctx, cancel := context.WithCancel(parent)
	short, _ := context.WithTimeout(ctx, time.Second) // want none "discarded.*goroutine"
	go work(short)
	if err := step(ctx); err != nil {
		cancel()
		return nil, err
	}
	return cancel, nil
}

func work(ctx context.Context) { <-ctx.Done() }

func workOn(ctx context.Context) {
	for ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
}

func step(ctx context.Context) error { return ctx.Err() }
