package fetch

import (
	"context"
	"time"
)

type client struct {
	limit time.Duration
}

func (c *client) Fetch(ctx context.Context) error {
	ctx, _ = context.WithDeadline(ctx, time.Now().Add(c.limit)) // want safe "not released|discarded"
	return c.work(ctx)
}

func (c *client) work(ctx context.Context) error { return ctx.Err() }
