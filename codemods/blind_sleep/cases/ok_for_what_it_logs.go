package querylog

import (
	"context"
	"log/slog"
	"time"
)

type queryLog struct {
	logger *slog.Logger
	rotate func() error
}

// One caller gives the context of a request: what it starts goes on, and only logs with it.
func (l *queryLog) Start(ctx context.Context) error {
	l.logger.DebugContext(ctx, "starting")
	go l.rotateEach(ctx, time.Hour)
	return nil
}

func (l *queryLog) rotateEach(ctx context.Context, each time.Duration) {
	rotations := time.NewTicker(each)
	defer rotations.Stop()
	for range rotations.C {
		if err := l.rotate(); err != nil {
			l.logger.ErrorContext(ctx, "rotating", "err", err)
		}
	}
}
