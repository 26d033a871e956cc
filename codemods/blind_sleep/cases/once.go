package deploy

import (
	"context"
	"time"
)

func deploy(ctx context.Context, apply func(context.Context) error) error {
	if err := apply(ctx); err != nil {
		return err
	}
	// Let the others see it.
	time.Sleep(time.Minute) // want unsafe "^time.Sleep\\(time.Minute\\) does not look at .{3}: when that has ended, the function still waits to the end$"
	return apply(ctx)
}
