package web

import (
	"context"
	"net/http"
	"time"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := save(ctx, r.URL.Path); err != nil {
			println(err.Error())
		}
	}()
	w.WriteHeader(http.StatusNoContent)
}

func save(ctx context.Context, path string) error {
	println(path)
	return ctx.Err()
}
