package watch

import (
	"context"
	"time"
)

type conn struct{ watched context.Context }

func (c *conn) watch(ctx context.Context) { c.watched = ctx }
func (c *conn) unwatch()                  { c.watched = nil }

func ask(c *conn) error {
	ctx, _ := context.WithTimeout(context.Background(), time.Second) // want unsafe "discarded.*stored"
	c.watch(ctx)
	defer c.unwatch()
	return ctx.Err()
}

func begin(c *conn) error {
	ctx, _ := context.WithTimeout(context.Background(), time.Second) // want none "discarded.*stored"
	c.watch(ctx)
	return ctx.Err()
}
