package run

import (
	"context"
	"time"
)

type op func(ctx context.Context) int

func call(ctx context.Context, o op) int { return o(ctx) }

type runner struct{ f op }

func (r *runner) do(ctx context.Context) int { return r.f(ctx) }

func direct(ctx context.Context, o op) int {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want unsafe "may be kept by o "
	return o(ctx)
}

func further(ctx context.Context, o op) int {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want unsafe "may be kept by call "
	return call(ctx, o)
}

func field(ctx context.Context, r *runner) int {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want unsafe "may be kept by calls below do"
	return r.do(ctx)
}

func wait(ctx context.Context) int {
	select {
	case <-ctx.Done():
		return 0
	case <-time.After(time.Millisecond):
		return 1
	}
}

// What is called here is known.
func named(ctx context.Context) int {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "discarded"
	return call(ctx, wait)
}
