package client

import (
	"context"
	"net/http"
	"time"
)

type client struct{ http *http.Client }

// The body is read by the caller.
func (c *client) get(ctx context.Context, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	// Reading the body needs the context; the time limit ends it.
	_ = cancel
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}
