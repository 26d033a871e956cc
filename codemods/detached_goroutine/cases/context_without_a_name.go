package web

import (
	"context"
	"log/slog"
)

func Save(_ context.Context, id string) {
	go notify(context.Background(), id) // want unsafe "WithoutCancel\\(ctx\\)"
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
