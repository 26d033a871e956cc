package probe

import (
	"context"
	"time"
)

// simulated stands for work.
func simulated(ctx context.Context) error {
	// Simulate some processing.
	time.Sleep(time.Second)
	return ctx.Err()
}

func prefers(ctx context.Context, try func(context.Context) error) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		// No select: an ended context would not always win.
		time.Sleep(time.Second) // the context is asked above
		if try(ctx) == nil {
			return nil
		}
	}
}
