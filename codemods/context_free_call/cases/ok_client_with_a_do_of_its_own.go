package web

import (
	"context"
	"net/http"
)

type retrying struct {
	*http.Client
	times int
}

func (c *retrying) Do(url string, times int) error { return nil }

func fetch(ctx context.Context, c *retrying, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
