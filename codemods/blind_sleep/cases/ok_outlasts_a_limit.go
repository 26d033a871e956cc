package canary

import (
	"context"
	"time"
)

type info struct {
	Attempt          int
	HeartbeatTimeout time.Duration
}

// It hangs until the server gives it up.
func hang(ctx context.Context, i info, beat func(context.Context, int)) (int, error) {
	if i.Attempt < 3 {
		beat(ctx, i.Attempt)
		time.Sleep(2 * i.HeartbeatTimeout)
	}
	return i.Attempt, nil
}
