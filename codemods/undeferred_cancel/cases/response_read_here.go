package fetch

import (
	"context"
	"io"
	"net/http"
	"time"
)

func get(parent context.Context, url string) ([]byte, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(res.Body)
}
