package fetch

import (
	"context"
	"errors"
	"time"
)

var errLate = errors.New("too late")

// Where the release is missing, the goroutine has ended.
func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not called when line 18 returns"
	done := make(chan error, 1)
	go func() { done <- step(ctx) }()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Second):
		cancel()
		return errLate
	}
}

// It has only begun.
func start(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want none "not called when line 32 returns.*goroutine"
	ready := make(chan struct{})
	go serve(ctx, ready)
	select {
	case <-ready:
		return nil
	case <-time.After(time.Second):
		cancel()
		return errLate
	}
}

func startAndWait(parent context.Context) {
	ctx, _ := context.WithCancel(parent) // want none "discarded.*goroutine"
	ready := make(chan struct{})
	go serve(ctx, ready)
	<-ready
}

func startHere(parent context.Context) {
	ctx, _ := context.WithCancel(parent) // want none "discarded.*goroutine"
	ready := make(chan struct{})
	go func() {
		close(ready)
		step(ctx)
	}()
	<-ready
}

func serve(ctx context.Context, ready chan<- struct{}) {
	close(ready)
	step(ctx)
}

func step(ctx context.Context) error { return ctx.Err() }
