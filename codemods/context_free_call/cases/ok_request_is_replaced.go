package fetch

import (
	"context"
	"net/http"
)

type aware interface {
	WithContext(ctx context.Context) *http.Request
}

func fetch(ctx context.Context, client *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	if a, ok := any(req).(aware); ok {
		req = a.WithContext(ctx)
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
