package fetch

import (
	"context"
	"log/slog"
	"time"
)

// G is a variable, so that its body is not known; what it gives is a logger.
var G = withValues

func withValues(ctx context.Context) *slog.Logger {
	return slog.Default().With("id", ctx.Value(key{}))
}

type key struct{}

func fetch(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	G(ctx).Error("late")
}

func work(ctx context.Context) { <-ctx.Done() }
