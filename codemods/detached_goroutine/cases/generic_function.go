package web

import (
	"context"
	"log/slog"
)

func Save[T ~string](ctx context.Context, ids []T) {
	for _, id := range ids {
		if ctx.Err() == nil {
			go notify(context.Background(), string(id)) // want unsafe "WithoutCancel"
		}
	}
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
