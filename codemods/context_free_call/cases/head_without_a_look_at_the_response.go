package web

import (
	"context"
	"net/http"
)

func reach(ctx context.Context, url string) error {
	_, err := http.Head(url) // want unsafe "http.Head works without"
	if err != nil {
		return err
	}
	return nil
}
