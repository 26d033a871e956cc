package client

import (
	"context"
	"fmt"
)

type conn interface {
	Ping(ctx context.Context, name string) error
}

// warehouse makes connections that ask for a new token from time to time.
type warehouse interface {
	NewClient(ctx context.Context, project string) (conn, error)
}

type Client struct {
	name string
	c    conn
}

func New(ctx context.Context, w warehouse, project string) (*Client, error) {
	c := &Client{name: project}
	var err error
	c.c, err = atWarehouse(context.Background(), w, project)
	if err != nil {
		return nil, err
	}
	if err := check(ctx, c.c, project); err != nil {
		return nil, fmt.Errorf("checking: %w", err)
	}
	return c, nil
}

func atWarehouse(ctx context.Context, w warehouse, project string) (conn, error) {
	client, err := w.NewClient(ctx, project+"-eu")
	if err != nil {
		return nil, err
	}
	return client, nil
}

func check(ctx context.Context, c conn, name string) error {
	return c.Ping(ctx, name)
}
