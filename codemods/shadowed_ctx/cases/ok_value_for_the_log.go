package p

import (
	"context"
	"log/slog"
	"time"
)

type attrs struct{}

func retry(ctx context.Context, err error) error {
	if err != nil {
		ctx := context.WithValue(ctx, attrs{}, "retry")
		slog.WarnContext(ctx, "trying again", "err", err)
	}
	return work(ctx)
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
