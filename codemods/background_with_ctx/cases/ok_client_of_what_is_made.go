package source

import (
	"context"
	"net/http"
	"time"
)

type config struct {
	url   string
	token func(ctx context.Context) (string, error)
}

type transport struct {
	ctx   context.Context
	token func(ctx context.Context) (string, error)
}

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := t.token(t.ctx)
	if err != nil {
		return nil, err
	}
	again := r.Clone(r.Context())
	again.Header.Set("Authorization", token)
	return http.DefaultTransport.RoundTrip(again)
}

func (c *config) client(ctx context.Context) *http.Client {
	return &http.Client{Transport: &transport{ctx: ctx, token: c.token}, Timeout: time.Minute}
}

type graph struct{ http *http.Client }

type source struct{ graph *graph }

// The source is there for many calls.
func newSource(ctx context.Context, c *config) (*source, error) {
	var client *http.Client
	if c.token == nil {
		client = http.DefaultClient
	} else {
		client = c.client(context.Background())
	}
	return &source{graph: &graph{http: client}}, nil
}
