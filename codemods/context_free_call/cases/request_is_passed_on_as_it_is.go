package web

import (
	"context"
	"net/http"
)

func send(ctx context.Context, client *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodPost, url, nil) // want unsafe "NewRequestWithContext"
	if err != nil {
		return err
	}
	return do(ctx, client, req)
}

func do(ctx context.Context, client *http.Client, req *http.Request) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
