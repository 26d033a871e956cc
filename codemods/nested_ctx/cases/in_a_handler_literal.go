package fetch

import (
	"context"
	"net/http"
)

type key struct{}

func handler(ctx context.Context) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx = context.WithValue(ctx, key{}, r.URL.Path) // want unsafe "grows with each call"
		_ = work(ctx)
	})
}

func work(ctx context.Context) error { return ctx.Err() }
