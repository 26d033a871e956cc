package proxy

import (
	"context"
	"log"
)

type table interface {
	Insert(ctx context.Context, row string) error
}

type client struct{ rows table }

func (c *client) LogViolation(ctx context.Context, text string) error {
	return c.rows.Insert(ctx, text)
}

func logViolation(ctx context.Context, c *client, text string) {
	if err := c.LogViolation(ctx, text); err != nil {
		log.Println(err)
	}
}

func evaluate(ctx context.Context, c *client, text string) {
	if ctx.Err() == nil {
		logViolation(context.Background(), c, text)
	}
}
