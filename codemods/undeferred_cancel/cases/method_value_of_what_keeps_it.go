package fetch

import (
	"context"
	"net/http"
	"time"
)

type site struct{ ctx context.Context }

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	if s.ctx.Err() != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (s *site) each(f func()) { f() }

func register(parent context.Context, mux *http.ServeMux) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "HandleFunc"
	s := &site{ctx}
	mux.HandleFunc("/", s.serve)
}

func get(parent context.Context) func(func()) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "is returned"
	s := &site{ctx}
	return s.each
}
