package p

import (
	"context"
	"time"
)

// Neither assignment overwrites the other.
func limited(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	ctx := parent
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want none "cancel is never called"
	} else {
		ctx, cancel = context.WithCancel(ctx) // want none "cancel is never called"
	}
	_ = cancel
	return ctx, nil
}
