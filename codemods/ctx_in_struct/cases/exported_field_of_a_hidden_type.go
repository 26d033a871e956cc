package token

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"
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

type loader struct {
	Context context.Context // want none "Context is exported, so that others who are given a loader may use it"
	path    string
}

func NewLoader(ctx context.Context, path string) *loader {
	return &loader{Context: ctx, path: path}
}

func (l *loader) Load() ([]byte, error) {
	req, err := http.NewRequestWithContext(l.Context, http.MethodGet, l.path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.path, err)
	}
	time.Sleep(time.Millisecond)
	return os.ReadFile(resp.Status)
}

type client struct {
	fetcher *fetcher
	loader  *loader
}

func newClient(ctx context.Context, path string) *client {
	return &client{fetcher: &fetcher{Context: ctx, path: path}, loader: NewLoader(ctx, path)}
}

func (c *client) both() (string, int, error) {
	text, err := c.fetcher.GetToken()
	if err != nil {
		return "", 0, err
	}
	all, err := c.loader.Load()
	return text, len(all), err
}
