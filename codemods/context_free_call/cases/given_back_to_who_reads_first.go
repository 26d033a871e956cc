package bank

import (
	"context"
	"io"
	"net/http"
	"time"
)

func fetch(ctx context.Context, url string) (io.ReadCloser, error) {
	resp, err := http.Get(url) // want unsafe "NewRequestWithContext takes it"
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func read(ctx context.Context, url string) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	body, err := fetch(ctx, url)
	if err != nil {
		stop()
		return nil, err
	}
	all, err := io.ReadAll(body)
	body.Close()
	stop()
	return all, err
}
