package token

import (
	"context"
	"fmt"
	"net/http"
)

type fetcher struct {
	Context context.Context // want none "GetToken is exported, so that it may be called through an interface"
	path    string
}

func (f *fetcher) GetToken() (string, error) {
	req, err := http.NewRequestWithContext(f.Context, http.MethodGet, f.path, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}

type client struct {
	fetcher *fetcher
}

func newClient(ctx context.Context, path string) *client {
	return &client{fetcher: &fetcher{Context: ctx, path: path}}
}

func (c *client) token() (string, error) {
	text, err := c.fetcher.GetToken()
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	return text, nil
}
