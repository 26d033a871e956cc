package fetch

import (
	"context"
	"net/http"
	"time"
)

func get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// Where it has worked, the body is read under the context.
func fetch(parent context.Context, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(parent, time.Minute) // want none "returned.*cut that off"
	resp, err := get(ctx, url)
	if err != nil {
		cancel()
	}
	return resp, err
}

func fetchOrFail(parent context.Context, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(parent, time.Minute) // want none "returned.*cut that off"
	resp, err := get(ctx, url)
	if err != nil {
		cancel()
		return nil, err
	}
	return resp, err
}
