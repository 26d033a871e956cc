package web

import (
	"context"
	"net/http"
)

func fetch(ctx context.Context, client *http.Client, url string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil) // want unsafe "^http.NewRequest makes a request without the context ctx, so it goes on after the caller has given up; NewRequestWithContext takes it$"
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}
