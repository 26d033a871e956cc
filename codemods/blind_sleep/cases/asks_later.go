package notify

import (
	"context"
	"time"
)

// Too long.
func collect(ctx context.Context, step func(context.Context) error) error {
	for {
		if err := step(ctx); err != nil {
			return err
		}
		time.Sleep(2 * time.Second) // want unsafe "does not look at .{3}:"
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// Too late.
func gather(ctx context.Context, step func(context.Context) error) error {
	for {
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
		if err := step(ctx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}
