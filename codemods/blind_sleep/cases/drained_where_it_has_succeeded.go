package upload

import (
	"context"
	"io"
	"net/http"
	"time"
)

func drain(resp *http.Response) {
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}

func finish(ctx context.Context, send func(context.Context) (*http.Response, error), again func(error) bool) error {
	for {
		resp, err := send(ctx)
		if err == nil {
			drain(resp)
			return nil
		}
		if !again(err) {
			return err
		}
		time.Sleep(time.Second) // want unsafe "still waits|goes on"
	}
}
