package fetch

import (
	"context"
	"net/http"
	"time"
)

func fetch(url string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil) // want none "line 24 is returned, when .* released"
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(r)
}

// Show shows.
func Show(ctx context.Context, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return fetch(url)
}
