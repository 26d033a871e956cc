package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	go audit(context.Background(), r.URL.Path) // want unsafe "WithoutCancel"
	w.WriteHeader(http.StatusNoContent)
}

func audit(ctx context.Context, path string) error {
	println(path)
	return ctx.Err()
}
