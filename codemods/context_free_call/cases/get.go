package web

import (
	"context"
	"net/http"
)

func fetch(ctx context.Context, url string) (int, error) {
	resp, err := http.Get(url) // want unsafe "^http.Get works without the context ctx, so it goes on after the caller has given up; a request made by http.NewRequestWithContext takes it$"
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
