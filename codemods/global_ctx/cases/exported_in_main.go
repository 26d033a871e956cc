package main

import (
	"context"
	"net/http"
)

var Ctx = context.Background()

func fetch(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(Ctx, http.MethodGet, url, nil) // want unsafe "global Ctx .context.Background... instead of the context ctx, so its work goes on after the caller has given up$"
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func main() {
	resp, err := fetch(context.Background(), "https://example.com")
	if err == nil {
		resp.Body.Close()
	}
}
