package transport

import (
	"context"
	"time"
)

type sampler struct {
	ctx context.Context
	n   int
}

func newSampler(ctx context.Context) *sampler { return &sampler{ctx: ctx} }

func (t *sampler) finish(samples chan<- int) {
	select {
	case samples <- t.n:
	case <-t.ctx.Done():
	}
}

func request(ctx context.Context, do func(context.Context), samples chan<- int) {
	t := newSampler(ctx)
	for range 3 {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		do(ctx)
		t.finish(samples)
		cancel()
	}
}
