package web

import (
	"context"
	"maps"
	"net/http"
	"time"
)

func ping(ctx context.Context, host string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

func handleAll(w http.ResponseWriter, r *http.Request) {
	tasks := make(map[string]func() error)
	maps.Copy(tasks, map[string]func() error{
		r.Host: func() error { return ping(context.Background(), r.Host) }, // want unsafe "r\\.Context"
	})
	for _, task := range tasks {
		if err := task(); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	}
}
