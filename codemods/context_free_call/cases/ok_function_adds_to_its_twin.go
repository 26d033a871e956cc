package client

import (
	"context"
	"errors"
	"strings"
	"time"
)

type client struct{ addr string }

func (c *client) wait(ctx context.Context, what string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(c.addr, what)
		return nil
	}
}

// A limit.
func (c *client) send(b []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return c.sendContext(ctx, b)
}

func (c *client) sendContext(ctx context.Context, b []byte) error { return c.wait(ctx, string(b)) }

// A check.
func (c *client) put(k string) error {
	if k == "" {
		return errors.New("empty key")
	}
	return c.putContext(context.Background(), k)
}

func (c *client) putContext(ctx context.Context, k string) error { return c.wait(ctx, k) }

// Another argument.
func (c *client) find(k string) (string, error) {
	return c.findContext(context.Background(), strings.ToLower(k))
}

func (c *client) findContext(ctx context.Context, k string) (string, error) { return k, c.wait(ctx, k) }

// Another order.
func (c *client) move(from, to string) error { return c.moveContext(context.Background(), to, from) }

func (c *client) moveContext(ctx context.Context, from, to string) error {
	return c.wait(ctx, from+to)
}

// Several times.
func (c *client) del(k string) (err error) {
	for range 3 {
		if err = c.delContext(context.Background(), k); err == nil {
			return nil
		}
	}
	return err
}

func (c *client) delContext(ctx context.Context, k string) error { return c.wait(ctx, k) }

// Something of its own behind.
func (c *client) pop(k string) (string, error) {
	v, err := c.popContext(context.Background(), k)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(v), nil
}

func (c *client) popContext(ctx context.Context, k string) (string, error) { return k, c.wait(ctx, k) }

func all(ctx context.Context, c *client, k string) error {
	if _, err := c.find(k); err != nil {
		return err
	}
	if _, err := c.pop(k); err != nil {
		return err
	}
	if err := c.move(k, k); err != nil {
		return err
	}
	return errors.Join(c.send([]byte(k)), c.put(k), c.del(k))
}
