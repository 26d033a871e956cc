package fetch

import (
	"context"
	"time"
)

type client struct{ cancel context.CancelFunc }

func (c *client) fetch(ctx context.Context, names []string) {
	for range names {
		ctx, c.cancel = context.WithTimeout(ctx, time.Second) // want none "c.cancel is not a variable"
		_ = work(ctx)
		c.cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
