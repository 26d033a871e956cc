package count

import (
	"context"
	"time"
)

func alive(ctx context.Context, n int) (alive int) {
	for range n {
		tctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "cancel is never called"
		if tctx.Err() == nil {
			alive++
		}
		_ = cancel
	}
	return alive
}
