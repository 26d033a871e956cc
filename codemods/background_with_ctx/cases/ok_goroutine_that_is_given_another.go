package seed

import (
	"context"
	"log/slog"
)

func trigger(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}

// The download is for all, and goes on when the first who asked for it has left.
func announce(ctx context.Context, id string) {
	go func(ctx context.Context, id string) {
		slog.InfoContext(ctx, "triggers", "id", id)
		if err := trigger(context.Background(), id); err != nil {
			slog.ErrorContext(ctx, "failed", "id", id)
		}
	}(ctx, id)
}
