package pb

import (
	"context"
	"errors"
	"io"
	"sync"
)

type conn struct {
	call func(ctx context.Context, name string) error
}

func (c *conn) Close() {}

var (
	mu    sync.Mutex
	conns = map[string]*conn{}
)

// isBroken asks ctx whether it was its end.
func isBroken(ctx context.Context, err error) bool {
	if errors.Is(err, context.Canceled) {
		return ctx.Err() == nil
	}
	return errors.Is(err, io.EOF)
}

func withConn(ctx context.Context, address string, run func(*conn) error) error {
	mu.Lock()
	c := conns[address]
	mu.Unlock()
	err := run(c)
	if err != nil && isBroken(ctx, err) {
		mu.Lock()
		delete(conns, address)
		mu.Unlock()
		c.Close()
	}
	return err
}

type Client struct{ address string }

// with has no context to tell the end by.
func (c *Client) with(run func(*conn) error) error {
	return withConn(context.Background(), c.address, func(c *conn) error { return run(c) })
}

func (c *Client) List(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return c.with(func(c *conn) error {
		return c.call(context.Background(), "list")
	})
}

func (c *Client) Statistics(ctx context.Context) error {
	return withConn(ctx, c.address, func(c *conn) error {
		return c.call(context.Background(), "statistics") // want unsafe "c.call gets"
	})
}
