package members

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Client keeps its context for all that it is asked.
type Client struct {
	ctx  context.Context
	base string
}

func Connect(base string) (*Client, error) { return ConnectWithContext(context.Background(), base) }

func ConnectWithContext(ctx context.Context, base string) (*Client, error) {
	if base == "" {
		return nil, errors.New("no address")
	}
	return &Client{ctx: ctx, base: base}, nil
}

func (c *Client) send(method, path string) error {
	req, err := http.NewRequestWithContext(c.ctx, method, c.base+path, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *Client) CreatePool(name string) error { return c.send(http.MethodPost, "/pools/"+name) }
func (c *Client) DeletePool(name string) error { return c.send(http.MethodDelete, "/pools/"+name) }
func (c *Client) CheckPool(name string) error  { return c.send(http.MethodGet, "/pools/"+name) }

type reverter struct{ hooks []func() }

func (r *reverter) Add(f func()) { r.hooks = append(r.hooks, f) }
func (r *reverter) Success()     { r.hooks = nil }
func (r *reverter) Fail() {
	for _, f := range r.hooks {
		f()
	}
}

// What it has made is taken away by the same client.
func join(ctx context.Context, base string, names []string) error {
	client, err := Connect(base)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	undo, err := setUp(client, names)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		undo()
		return err
	}
	return nil
}

func setUp(c *Client, names []string) (func(), error) {
	revert := &reverter{}
	defer revert.Fail()
	for _, name := range names {
		if err := c.CreatePool(name); err != nil {
			return nil, err
		}
		revert.Add(func() { _ = c.DeletePool(name) })
	}
	undo := &reverter{hooks: revert.hooks}
	revert.Success()
	return undo.Fail, nil
}

// The other side may have made its half when the own one is taken back.
func link(ctx context.Context, base, name string, local map[string]bool) error {
	revert := &reverter{}
	defer revert.Fail()
	if err := ctx.Err(); err != nil {
		return err
	}
	local[name] = true
	revert.Add(func() { delete(local, name) })
	client, err := Connect(base)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	if err := client.CreatePool(name); err != nil {
		return err
	}
	revert.Success()
	return nil
}

// Operation goes on, on the other side.
type Operation struct {
	client *Client
	path   string
}

func (o *Operation) Cancel() error { return o.client.send(http.MethodDelete, o.path) }

func (c *Client) Start(name string) (*Operation, error) {
	if err := c.send(http.MethodPost, "/operations/"+name); err != nil {
		return nil, err
	}
	return &Operation{client: c, path: "/operations/" + name}, nil
}

// What it has begun is cancelled where the context has ended.
func begin(ctx context.Context, base, name string) error {
	client, err := Connect(base)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	op, err := client.Start(name)
	if err != nil {
		return err
	}
	err = ctx.Err()
	if err != nil {
		_ = op.Cancel()
		return err
	}
	return nil
}

// It is only asked.
func check(ctx context.Context, base, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	client, err := Connect(base) // want unsafe "Connect works without"
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	return client.CheckPool(name)
}
