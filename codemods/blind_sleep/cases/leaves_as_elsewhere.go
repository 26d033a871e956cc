package provider

import (
	"context"
	"errors"
	"time"
)

// watch is done when its context has ended; that is no error.
func watch(ctx context.Context, events <-chan string, throttle time.Duration) error {
	child := context.WithValue(ctx, key{}, "log")
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events:
			load(child, e)
			time.Sleep(throttle) // want unsafe "does not look at .{3}: when that has ended, the function still waits"
		}
	}
}

var errStopped = errors.New("stopped")

func lock(ctx context.Context, try func() bool) (bool, int) {
	for {
		if ctx.Err() != nil {
			return false, 0
		}
		if try() {
			return true, 1
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
}

// Of several ways to leave, that of the same loop.
func unlike(ctx context.Context, try func() bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for !try() {
		if ctx.Err() != nil {
			return errStopped
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
	if ctx.Err() != nil {
		return nil
	}
	return nil
}

// Two ways to leave: the error of the context is the third.
func apart(ctx context.Context, try func() bool) error {
	if ctx.Err() != nil {
		return errStopped
	}
	for !try() {
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
	if ctx.Err() != nil {
		return nil
	}
	return nil
}

type key struct{}

func load(ctx context.Context, name string) { println(name, ctx.Err()) }
