package client

import (
	"context"
	"io"
	"net/http"
	"time"
)

type answer struct {
	response *http.Response
	body     []byte
}

// fetch closes what it has read: what keeps the response then uses the context no more.
func fetch(c *http.Client, url string) (*answer, error) {
	ctx, _ := context.WithTimeout(context.Background(), time.Second) // want safe "discarded"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	r, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = r.Body.Close()
	}()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	a := &answer{response: r, body: body}
	return a, nil
}
