package transport

import (
	"context"
	"time"
)

type sampler struct {
	ctx context.Context // want unsafe "sampler"
	n   int
}

func newSampler(ctx context.Context) *sampler { return &sampler{ctx: ctx} }

func (t *sampler) finish(samples chan<- int) {
	select {
	case samples <- t.n:
	case <-t.ctx.Done():
	}
}

// What is measured is told though the request took too long.
func request(ctx context.Context, do func(context.Context), samples chan<- int) {
	t := newSampler(ctx)
	reqCtx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	do(reqCtx)
	t.finish(samples)
}

func requestUnder(ctx context.Context, do func(context.Context), samples chan<- int) {
	reqCtx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	t := newSampler(reqCtx)
	do(reqCtx)
	t.finish(samples)
}
