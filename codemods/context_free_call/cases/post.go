package web

import (
	"context"
	"io"
	"net/http"
)

func send(ctx context.Context, client *http.Client, url string, body io.Reader) error {
	resp, err := client.Post(url, "application/json", body) // want unsafe "client.Post works without"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
