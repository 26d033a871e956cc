package fetch

import (
	"context"
	"io"
	"net/http"
	"time"
)

type cache struct{ last *http.Response }

// What is closed reads no more: the caller gets status and headers.
func head(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "is discarded"
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return resp, nil
}

// The callee closes it in any case.
func (c *cache) fetch(ctx context.Context, req *http.Request) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "is discarded"
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	c.last = resp
	return discard(resp)
}

func discard(resp *http.Response) error {
	defer func() {
		if err := resp.Body.Close(); err != nil {
			println(err)
		}
	}()
	_, err := io.Copy(io.Discard, resp.Body)
	return err
}

// It is closed only where it is not returned.
func open(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want none "is returned"
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, io.EOF
	}
	return resp, nil
}

// The second is not closed.
func twice(ctx context.Context, req *http.Request) (*http.Response, error) {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want none "is returned"
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	resp, err = http.DefaultClient.Do(req.WithContext(ctx))
	return resp, err
}
