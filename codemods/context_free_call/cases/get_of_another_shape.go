package web

import (
	"context"
	"net/http"
)

func fetch(ctx context.Context, url string) (*http.Response, error) {
	return http.Get(url) // want none "this shape of code has to be changed by hand"
}

func status(ctx context.Context, url string) int {
	if resp, err := http.Get(url); err == nil { // want none "by hand"
		return resp.StatusCode
	}
	return 0
}

func code(ctx context.Context, url string) int {
	resp, err := http.Get(url) // want none "by hand"
	if err != nil {
		resp = nil
	}
	if resp == nil {
		return 0
	}
	return resp.StatusCode
}
