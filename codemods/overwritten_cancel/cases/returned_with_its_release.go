package fetch

import (
	"context"
	"time"
)

func limited(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx) // want none "is returned"
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	return ctx, cancel
}
