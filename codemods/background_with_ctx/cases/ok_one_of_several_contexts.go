package match

import (
	"context"
	"time"
)

// Which of them has ended tells what to do.
func wait(ctx context.Context, first func([]context.Context) int) int {
	ctxs := []context.Context{ctx}
	if deadline, ok := ctx.Deadline(); ok {
		early, cancel := context.WithDeadline(context.Background(), deadline.Add(-time.Second))
		defer cancel()
		ctxs = append(ctxs, early)
	}
	if n := first(ctxs); n >= 0 {
		return n
	}
	return first([]context.Context{ctx, context.Background()})
}
