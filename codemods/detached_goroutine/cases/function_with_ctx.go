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
		if err := notify(context.Background(), id); err != nil { // want unsafe "the context ctx in a goroutine"
			println(err.Error())
		}
	}()
	return nil
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
