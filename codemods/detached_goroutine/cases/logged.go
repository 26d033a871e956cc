package web

import (
	"context"
	"log/slog"
)

func Save(ctx context.Context, id string) error {
	if err := notify(ctx, id); err != nil {
		return err
	}
	go func() {
		slog.InfoContext(context.Background(), "saved", "id", id) // want unsafe "none of the values that come with the call$"
	}()
	return nil
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
