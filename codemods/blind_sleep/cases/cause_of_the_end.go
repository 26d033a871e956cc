package cause

import (
	"context"
	"fmt"
	"time"
)

func head(ctx context.Context, beat func()) error {
	for {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		beat()
		time.Sleep(time.Second) // want unsafe "still waits to the end"
	}
}

func header(ctx context.Context, beat func()) error {
	for context.Cause(ctx) == nil {
		beat()
		time.Sleep(time.Second) // want unsafe "still waits to the end"
	}
	return context.Cause(ctx)
}

func wrapped(ctx context.Context, op func(context.Context) error) error {
	for op(ctx) != nil {
		time.Sleep(2 * time.Second) // want unsafe "still waits to the end"
		if err := context.Cause(ctx); err != nil {
			return fmt.Errorf("op: %w", err)
		}
		if err := op(ctx); err != nil {
			return err
		}
	}
	return nil
}

// The cause of another is none of this one.
func other(ctx, outer context.Context, op func(context.Context) error) error {
	inner, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	for op(inner) != nil {
		if context.Cause(inner) != nil {
			return context.Cause(inner)
		}
		time.Sleep(time.Second)
	}
	return nil
}
