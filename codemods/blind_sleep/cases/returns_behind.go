package auth

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// login returns what it would have returned, and earlier.
func login(ctx context.Context, check func(context.Context) error) (string, error) {
	if err := check(ctx); err != nil {
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
		return "", fmt.Errorf("no: %w", err)
	}
	return "yes", nil
}

func settle(ctx context.Context, apply func(context.Context)) {
	apply(ctx)
	time.Sleep(time.Second) // want unsafe "the function still waits to the end"
}

func number(ctx context.Context) int {
	time.Sleep(time.Second) // want unsafe "the function still waits to the end"
	return 1
}

// What it returns it has to do, and not too early.
func later(ctx context.Context, do func() error) error {
	time.Sleep(time.Second) // want unsafe "the function still waits to the end"
	return do()
}

// That all is well it can only say when it has waited.
func check(ctx context.Context, found func(context.Context) bool, ttl time.Duration) error {
	if !found(ctx) {
		return errors.New("not found")
	}
	time.Sleep(ttl) // want unsafe "the function still waits to the end"
	return nil
}
