package web

import (
	"context"
	"net/http"
)

type server struct{ base context.Context }

func handleUser(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
	return ping(context.Background())
}

func (s *server) handleGroup(w http.ResponseWriter, r *http.Request) {
	each(func(ctx context.Context) error { return ping(context.Background()) })
	w.WriteHeader(http.StatusNoContent)
}

func each(f func(ctx context.Context) error) {
	println(f(nil))
}

func ping(ctx context.Context) error { return ctx.Err() }
