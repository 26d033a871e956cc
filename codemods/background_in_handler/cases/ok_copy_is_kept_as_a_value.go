package mock

import (
	"context"
	"net/http"
)

type client struct{ requests []http.Request }

func (c *client) Do(r *http.Request) (*http.Response, error) {
	c.requests = append(c.requests, *r.Clone(context.Background()))
	return &http.Response{Request: r}, nil
}
