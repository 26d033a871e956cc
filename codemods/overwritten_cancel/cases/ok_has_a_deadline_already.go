package fetch

import (
	"context"
	"time"
)

type request struct {
	ctx   context.Context
	limit time.Duration
}

// The second is made only where the first was not: that has a deadline.
func prepare(ctx context.Context, limit, usual time.Duration) (context.Context, context.CancelFunc) {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	if _, ok := ctx.Deadline(); !ok {
		ctx, cancel = context.WithTimeout(ctx, usual)
	}
	return ctx, cancel
}

func (r *request) prepare(usual time.Duration) context.CancelFunc {
	var cancel context.CancelFunc
	if r.ctx == nil && r.limit > 0 {
		r.ctx, cancel = context.WithTimeout(context.Background(), r.limit)
	}
	if r.ctx != nil {
		if _, hasDeadline := r.ctx.Deadline(); !hasDeadline {
			r.ctx, cancel = context.WithTimeout(r.ctx, usual)
		}
	}
	return cancel
}
