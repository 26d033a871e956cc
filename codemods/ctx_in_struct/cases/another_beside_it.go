package binary

import (
	"context"
	"fmt"
	"net/http"
)

type client struct {
	ctx  context.Context
	base string
}

func newClient(ctx context.Context, base string) *client {
	return &client{ctx: ctx, base: base}
}

func (c *client) download(name string) error {
	return fetch(c.ctx, c.base+"/"+name)
}

type manager struct {
	ctx    context.Context // want unsafe "resolve|download"
	client *client
}

func newManager(ctx context.Context, base string) *manager {
	return &manager{ctx: ctx, client: newClient(ctx, base)}
}

// resolve would end with one context here, and with another there.
func (m *manager) resolve(name string) error {
	if err := fetch(m.ctx, m.client.base+"/manifest.json"); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	return m.client.download(name)
}

func fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func install(ctx context.Context, base, name string) error {
	return newManager(ctx, base).resolve(name)
}
