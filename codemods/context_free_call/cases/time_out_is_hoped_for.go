package probe

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

func poll(ctx context.Context, every time.Duration, done func(context.Context) (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		if over, err := done(ctx); over || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(every):
		}
	}
}

func isTimeout(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

func waitUntilGone(ctx context.Context, client *http.Client, url string) error {
	return poll(ctx, time.Second, func(context.Context) (bool, error) {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return false, err
		}
		resp, err := client.Do(req)
		if isTimeout(err) {
			return true, nil
		} else if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		return resp.StatusCode != http.StatusOK, nil
	})
}

func waitUntilThere(ctx context.Context, client *http.Client, url string) error {
	return poll(ctx, time.Second, func(context.Context) (bool, error) {
		req, err := http.NewRequest(http.MethodGet, url, nil) // want unsafe "NewRequestWithContext"
		if err != nil {
			return false, err
		}
		resp, err := client.Do(req)
		if isTimeout(err) {
			return false, nil
		} else if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		return resp.StatusCode == http.StatusOK, nil
	})
}
