package p

import (
	"context"
	"net/http"
)

func put(ctx context.Context, url string) error {
	if err := work(ctx, url); err != nil {
		req, reqErr := http.NewRequest(http.MethodDelete, url, nil)
		if reqErr != nil {
			return reqErr
		}
		if resp, doErr := http.DefaultClient.Do(req); doErr == nil {
			resp.Body.Close()
		}
		return err
	}
	return nil
}

func work(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
