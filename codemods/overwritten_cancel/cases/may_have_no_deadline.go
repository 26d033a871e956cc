package fetch

import (
	"context"
	"time"
)

// The first has no deadline of its own.
func prepare(ctx context.Context, usual time.Duration, apart bool) (context.Context, context.CancelFunc) {
	cancel := func() {}
	if apart {
		ctx, cancel = context.WithCancel(ctx) // want none "assigned again"
	}
	if _, ok := ctx.Deadline(); !ok {
		ctx, cancel = context.WithTimeout(ctx, usual)
	}
	return ctx, cancel
}

// The context that is asked is another.
func ask(parent, ctx context.Context, limit, usual time.Duration) (context.Context, context.CancelFunc) {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want none "assigned again"
	}
	if _, ok := parent.Deadline(); !ok {
		ctx, cancel = context.WithTimeout(ctx, usual)
	}
	return ctx, cancel
}

// The field holds another by then.
type request struct{ ctx context.Context }

func (r *request) prepare(limit, usual time.Duration, parent context.Context) context.CancelFunc {
	cancel := func() {}
	if limit > 0 {
		r.ctx, cancel = context.WithTimeout(context.Background(), limit) // want none "assigned again"
		step(r.ctx)
		r.ctx = parent
	}
	if _, ok := r.ctx.Deadline(); !ok {
		r.ctx, cancel = context.WithTimeout(r.ctx, usual)
	}
	return cancel
}

func step(ctx context.Context) { <-ctx.Done() }
