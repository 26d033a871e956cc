package poll

import (
	"context"
	"net/http"
)

// The request keeps its context itself; that is not this struct's.
type call struct {
	request *http.Request
	retries int
}

func (c *call) do(ctx context.Context) error {
	c.request = c.request.WithContext(ctx)
	c.retries++
	return c.request.Context().Err()
}
