package api

import (
	"context"
	"net/http"
	"time"
)

func get(ctx context.Context, url string) (*http.Response, error) {
	// We purposefully do not call cancel: the body could not be read then, and it will be
	// run when the timeout is hit.
	ctx, _ = context.WithTimeout(ctx, time.Minute)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
