package web

import (
	"context"
	"net/http"
)

type server struct{ name string }

func (s *server) handleUser(w http.ResponseWriter, r *http.Request) {
	defer s.count(r)
	go s.record(r)
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) record(r *http.Request) { save(context.Background(), s.name+r.URL.Path) }

func (s *server) count(r *http.Request) { save(context.Background(), r.URL.Path) }

func save(ctx context.Context, path string) {
	println(path, ctx.Err())
}
