package hooks

import (
	"context"
	"fmt"
	"time"
)

type listener struct {
	apply func() error
	route chan string
}

// Its caller fails with it, and is started again for that; else it ends well.
func (l *listener) manage(ctx context.Context, pause time.Duration) error {
	time.Sleep(pause) // want none "a caller, which ends well with its .{7}, fails with the function"
	if err := l.apply(); err != nil {
		return fmt.Errorf("apply: %w", err)
	}
	return nil
}

func (l *listener) listen(ctx context.Context) error {
	if err := l.manage(ctx, time.Minute); err != nil {
		return fmt.Errorf("manage: %w", err)
	}
	return l.serve(ctx)
}

func (l *listener) serve(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case r := <-l.route:
			if r == "" {
				return fmt.Errorf("no route")
			}
		}
	}
}

// The caller of this one fails with the error of its own.
func (l *listener) prepare(ctx context.Context, pause time.Duration) error {
	time.Sleep(pause) // want unsafe "waits to the end"
	if err := l.apply(); err != nil {
		return fmt.Errorf("apply: %w", err)
	}
	return nil
}

func (l *listener) start(ctx context.Context) error {
	if err := l.prepare(ctx, time.Minute); err != nil {
		return fmt.Errorf("prepare: %w", err)
	}
	return l.run(ctx)
}

func (l *listener) run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case r := <-l.route:
			if r == "" {
				return fmt.Errorf("no route")
			}
		}
	}
}
