package probe

import (
	"context"
	"log/slog"
)

func probe(ctx context.Context, log *slog.Logger, ping func(context.Context) error) error {
	if log.Enabled(context.Background(), slog.LevelDebug) {
		log.Debug("ping")
	}
	return ping(ctx)
}
