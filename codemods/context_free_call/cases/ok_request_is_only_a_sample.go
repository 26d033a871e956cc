package web

import (
	"context"
	"net/http"
)

func same(ctx context.Context, got *http.Request) bool {
	want, err := http.NewRequest(http.MethodGet, "https://example.com", nil)
	if err != nil {
		return false
	}
	return got.Method == want.Method && got.URL.Path == want.URL.Path
}
