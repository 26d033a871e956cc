package fetch

import (
	"context"
	"time"
)

type client struct{ ctx context.Context }

func (c *client) withContext(ctx context.Context) *client {
	d := *c
	d.ctx = ctx
	return &d
}

func (c *client) fetch() error { return work(c.ctx) }

// The copy goes with the function.
func fetch(parent context.Context, c *client) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	return c.withContext(ctx).fetch()
}

func with(parent context.Context, c *client) *client {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "is returned"
	return c.withContext(ctx)
}

func later(parent context.Context, c *client) func() error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "is returned"
	return c.withContext(ctx).fetch
}

func work(ctx context.Context) error { return ctx.Err() }
