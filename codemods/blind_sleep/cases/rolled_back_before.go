package db

import (
	"context"
	"time"
)

type conn struct{}

func (c *conn) Rollback() error { return nil }

func (c *conn) Exec(ctx context.Context, text string) error { return ctx.Err() }

func exec(ctx context.Context, c *conn, text string) error {
	for {
		err := c.Exec(ctx, text)
		if err == nil {
			return nil
		}
		if err := c.Rollback(); err != nil {
			return err
		}
		time.Sleep(time.Second) // want unsafe "still waits|goes on"
	}
}
