package fetch

import (
	"context"
	"io"
	"net/http"
	"time"
)

func fetch(parent context.Context, next func() string) {
	var last io.ReadCloser
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, next(), nil)
		if err != nil {
			break
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			break
		}
		last = resp.Body
	}
	io.ReadAll(last)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
