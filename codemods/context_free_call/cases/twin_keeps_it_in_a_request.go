package fetch

import (
	"context"
	"net/http"
)

// Request is one that may be sent more than once.
type Request struct {
	*http.Request
	attempts int
}

func NewRequest(method, url string) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url)
}

func NewRequestWithContext(ctx context.Context, method, url string) (*Request, error) {
	inner, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return nil, err
	}
	return &Request{Request: inner, attempts: 3}, nil
}

func (r *Request) Send(client *http.Client) (int, error) {
	resp, err := client.Do(r.Request)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func Status(ctx context.Context, client *http.Client, url string) (int, error) {
	req, err := NewRequest(http.MethodGet, url) // want unsafe "NewRequest works without the context ctx"
	if err != nil {
		return 0, err
	}
	return req.Send(client)
}

type options struct {
	path string
	ctx  context.Context
}

type API struct {
	client *http.Client
	base   string
}

func (a *API) do(o options) int {
	req, err := http.NewRequestWithContext(o.ctx, http.MethodGet, a.base+o.path, nil)
	if err != nil {
		return 0
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func (a *API) Ping() int {
	return a.PingWithContext(context.Background())
}

func (a *API) PingWithContext(ctx context.Context) int {
	return a.do(options{path: "/ping", ctx: ctx})
}

func Reachable(ctx context.Context, a *API) bool {
	return a.Ping() == http.StatusOK // want unsafe "Ping works without the context ctx"
}
