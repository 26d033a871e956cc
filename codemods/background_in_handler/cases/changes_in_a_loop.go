package p

import (
	"context"
	"net/http"
)

type store struct{}

func (store) deleteEntry(ctx context.Context, id string) error { return ctx.Err() }

func (store) find(ctx context.Context, id string) error { return ctx.Err() }

func (s store) deleteAll(w http.ResponseWriter, r *http.Request) {
	for _, id := range r.URL.Query()["id"] {
		if err := s.deleteEntry(context.Background(), id); err != nil { // want unsafe "gets context.Background"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
}

func (s store) findAll(w http.ResponseWriter, r *http.Request) {
	for _, id := range r.URL.Query()["id"] {
		if err := s.find(context.Background(), id); err != nil { // want unsafe "gets context.Background"
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
	}
}
