package web

import (
	"context"
	"net/http"
)

// Goroutines are the business of detached-goroutine.
func handleUser(w http.ResponseWriter, r *http.Request) {
	go audit(context.Background(), r.URL.Path)
	go func() {
		ctx := context.Background()
		if err := audit(ctx, r.URL.Path); err != nil {
			println(err.Error())
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}

func audit(ctx context.Context, path string) error {
	println(path)
	return ctx.Err()
}
