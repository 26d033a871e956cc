package p

import (
	"context"
	"net/http"
	"time"
)

func fetch(ctx context.Context, url string) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "the release of ctx is discarded"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}
