package client

import (
	"context"
	"fmt"
	"log"
	"time"
)

type client struct{ addr string }

func (c *client) wait(ctx context.Context, what ...string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		log.Println(c.addr, what)
		return nil
	}
}

func (c *client) send(b []byte) error { return c.sendContext(context.Background(), b) }

func (c *client) sendContext(ctx context.Context, b []byte) error { return c.wait(ctx, string(b)) }

func (c *client) put(k ...string) error {
	ctx, cancel := context.WithCancel(context.TODO())
	defer cancel()
	return c.putContext(ctx, k...)
}

func (c *client) putContext(ctx context.Context, k ...string) error { return c.wait(ctx, k...) }

func (c *client) find(k string) (string, error) {
	log.Print("find")
	v, err := c.findContext(context.Background(), k)
	if err != nil {
		return "", fmt.Errorf("find %q: %w", k, err)
	}
	return v, nil
}

func (c *client) findContext(ctx context.Context, k string) (string, error) { return k, c.wait(ctx, k) }

// It is done by the one without a context.
func (c *client) del(k string) error {
	if k == "" {
		return nil
	}
	return c.wait(context.Background(), k)
}

func (c *client) delContext(ctx context.Context, k string) error {
	if k == "" {
		return nil
	}
	return c.wait(ctx, k)
}

func all(ctx context.Context, c *client, k string) error {
	if _, err := c.find(k); err != nil { // want unsafe "findContext takes it"
		return err
	}
	if err := c.put(k, k); err != nil { // want unsafe "putContext takes it"
		return err
	}
	if err := c.del(k); err != nil { // want unsafe "delContext takes it"
		return err
	}
	return c.send([]byte(k)) // want unsafe "sendContext takes it"
}
