package fetch

import (
	"context"
	"sync"
)

type call struct{ ctx context.Context }

type calls struct {
	mu   sync.Mutex
	open map[string]*call
	last *call
}

func (c *calls) do(ctx context.Context, name string) error {
	callCtx, _ := context.WithCancel(ctx) // want unsafe "is stored"
	one := &call{ctx: callCtx}
	c.mu.Lock()
	c.open[name] = one
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.open, name)
	}()
	return work(callCtx)
}

func (c *calls) only(ctx context.Context) error {
	callCtx, _ := context.WithCancel(ctx) // want unsafe "is stored"
	c.last = &call{ctx: callCtx}
	defer func() { c.last = nil }()
	return work(callCtx)
}

func (c *calls) forGood(ctx context.Context, name string) error {
	callCtx, _ := context.WithCancel(ctx) // want none "is stored"
	c.open[name] = &call{ctx: callCtx}
	delete(c.open, "other")
	return work(callCtx)
}

func work(ctx context.Context) error { return ctx.Err() }
