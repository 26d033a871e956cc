package web

import (
	"context"
	"net/http"
	"net/url"
)

func login(ctx context.Context, req url.Values) error {
	resp, err := http.PostForm("https://example.com/login", req) // want unsafe "http.PostForm works without"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
