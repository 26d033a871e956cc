package hooks

import (
	"context"
	"net/http"
)

type hook struct{ kind, url string }

var makers = map[string]func(context.Context, hook) (*http.Request, error){
	"plain": newPlain,
}

func newPlain(ctx context.Context, h hook) (*http.Request, error) {
	req, err := http.NewRequest(http.MethodPost, h.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Kind", h.kind)
	return req, nil
}

func deliver(ctx context.Context, c *http.Client, h hook) error {
	make := makers[h.kind]
	req, err := make(ctx, h)
	if err != nil {
		return err
	}
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
