package web

import (
	"context"
	"net/http"
)

type server struct {
	greeting string
}

func (s *server) handleUser(w http.ResponseWriter, r *http.Request) {
	name, err := s.load(context.Background(), r.FormValue("id")) // want unsafe "request|r\\.Context"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(s.greeting + name))
}

func (s *server) load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
