package server

import (
	"context"
	"net/http"
	"time"
)

type usage struct{}

func (u *usage) charge(ctx context.Context, path string, took time.Duration) error { return ctx.Err() }

// The answer is given, and the client may be gone.
func (u *usage) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		u.charge(context.Background(), r.URL.Path, time.Since(start))
	})
}
