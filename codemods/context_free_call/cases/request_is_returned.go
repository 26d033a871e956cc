package web

import (
	"context"
	"net/http"
)

func newRequest(ctx context.Context, url string) (*http.Request, error) {
	return http.NewRequest(http.MethodGet, url, nil) // want unsafe "NewRequestWithContext"
}
