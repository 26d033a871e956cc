package paths

import (
	"context"
	"time"
)

const limit = 5 * time.Second

func fetch(ctx context.Context) error { return ctx.Err() }

// background goes on for those who had not the time to wait.
func background(origCtx context.Context) error {
	deadline, ok := origCtx.Deadline()
	if !ok || time.Until(deadline) > limit {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return fetch(ctx)
}
