package web

import (
	"context"
	"net/http"
)

func fetch(ctx context.Context, urls []string) (resp *http.Response) {
	resp, err := http.Get(urls[0]) // want unsafe "http.Get works without"
	if err != nil {
		return nil
	}
	return resp
}
