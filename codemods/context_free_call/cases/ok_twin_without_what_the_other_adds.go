package client

import "context"

type identity struct{}

type caller struct{ name string }

func withCaller(ctx context.Context, c *caller) context.Context {
	return context.WithValue(ctx, identity{}, c)
}

type Client struct{ send func(context.Context) error }

func (c *Client) Query() error {
	return c.QueryContext(withCaller(context.Background(), &caller{name: "dev"}))
}

func (c *Client) QueryContext(ctx context.Context) error { return c.send(ctx) }

func query(ctx context.Context, c *Client) error { return c.Query() }
