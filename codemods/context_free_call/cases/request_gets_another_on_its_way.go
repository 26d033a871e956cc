package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

type Client struct {
	http *http.Client
	base string
}

func withContext(ctx context.Context, req *http.Request) *http.Request {
	return req.WithContext(ctx)
}

// The request is sent under the context that stands beside it.
func (c *Client) bareDo(ctx context.Context, req *http.Request) (*http.Response, error) {
	req = withContext(ctx, req)
	resp, err := c.http.Do(req)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return resp, err
}

func (c *Client) do(ctx context.Context, req *http.Request, v any) error {
	resp, err := c.bareDo(ctx, req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// It asks the context for its deadline alone, and the request goes on.
func (c *Client) doSigned(ctx context.Context, req *http.Request, v any) error {
	if end, ok := ctx.Deadline(); ok {
		req.Header.Set("X-Timeout", time.Until(end).String())
	}
	req = signed(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

func signed(req *http.Request) *http.Request {
	req.Header.Set("Authorization", "Bearer token")
	return req
}

func statuses(ctx context.Context, c *Client, url string) ([]string, error) {
	var all []string
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return all, c.do(ctx, req, &all)
}

func checks(ctx context.Context, c *Client, url string) ([]string, error) {
	var all []string
	req, err := http.NewRequest(http.MethodGet, url, nil) // want unsafe "NewRequestWithContext"
	if err != nil {
		return nil, err
	}
	return all, c.doSigned(ctx, req, &all)
}

// All callers hand it to what gives it a context, under another name.
func (c *Client) newRequest(ctx context.Context, method, path string) (*http.Request, error) {
	req, err := http.NewRequest(method, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return req, nil
}

func (c *Client) doWithContext(ctx context.Context, r *http.Request, v any) error {
	req := r.WithContext(ctx)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

type Pool struct{ ID string }

func (c *Client) Pools(ctx context.Context) (all []Pool, err error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/pools")
	if err != nil {
		return nil, err
	}
	return all, c.doWithContext(ctx, req, &all)
}

func (c *Client) Pool(ctx context.Context, id string) (*Pool, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/pools/"+id)
	if err != nil {
		return nil, err
	}
	pool := new(Pool)
	if err = c.doWithContext(ctx, req, pool); err != nil {
		return nil, err
	}
	return pool, nil
}

// One of its callers sends it as it is.
func (c *Client) newPlain(ctx context.Context, path string) (*http.Request, error) {
	req, err := http.NewRequest(http.MethodGet, c.base+path, nil) // want unsafe "NewRequestWithContext"
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "text/plain")
	return req, nil
}

func (c *Client) Text(ctx context.Context, v any) error {
	req, err := c.newPlain(ctx, "/text")
	if err != nil {
		return err
	}
	return c.doWithContext(ctx, req, v)
}

func (c *Client) Version(ctx context.Context) (string, error) {
	req, err := c.newPlain(ctx, "/version")
	if err != nil {
		return "", err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	return resp.Status, resp.Body.Close()
}
