package retry

import (
	"context"
	"time"
)

// limited is one that ends, of whatever kind.
type limited struct{ context.Context }

// That it is one of these says nothing of its end.
func pause(ctx context.Context, next time.Duration, again func(context.Context) bool) error {
	for again(ctx) {
		if _, ok := ctx.(limited); ok {
			time.Sleep(next) // want unsafe "does not look at .{3}:"
		}
	}
	return nil
}

// Nor that it ends at all.
func pauseAsked(ctx context.Context, next time.Duration, again func(context.Context) bool) error {
	for again(ctx) {
		if ctx.Done() != nil {
			time.Sleep(next) // want unsafe "does not look at .{3}:"
		}
	}
	return nil
}
