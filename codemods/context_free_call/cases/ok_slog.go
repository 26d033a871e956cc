package store

import (
	"context"
	"log/slog"
)

func use(ctx context.Context, l *slog.Logger) error {
	slog.Info("a")
	l.Error("b")
	return ctx.Err()
}
