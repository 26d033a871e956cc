package delay

import (
	"context"
	"net/http"
	"time"
)

type key struct{}

func wrap(next http.Handler, delay time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		delayed := context.Background()
		if delay > 0 {
			var cancel context.CancelFunc
			delayed, cancel = context.WithCancel(delayed)
			defer cancel()
			ctx = context.WithValue(ctx, key{}, cancel)
		}
		w.Header().Set("X-Delay", delay.String())
		load(ctx)
		if delayed.Err() != nil {
			return
		}
		w.WriteHeader(http.StatusOK)
	}
}

func load(ctx context.Context) error { return ctx.Err() }
