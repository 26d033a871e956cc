package members

import (
	"context"
	"net/http"
)

type store struct{}

func (store) Ban(ctx context.Context, id string) error               { return ctx.Err() }
func (store) Promote(ctx context.Context, id string) error           { return ctx.Err() }
func (store) Check(ctx context.Context, id string) error             { return ctx.Err() }
func (store) Name(ctx context.Context, id string) (string, error)    { return id, ctx.Err() }
func (store) Title(ctx context.Context, name string) (string, error) { return name, ctx.Err() }

func swap(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := s.Ban(context.Background(), "a"); err != nil { // want none "one of several changes in a row"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if err := s.Promote(context.Background(), "b"); err != nil { // want none "one of several changes in a row"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

func show(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := s.Check(context.Background(), "a"); err != nil { // want unsafe "goes on after the client has left"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		name, err := s.Name(context.Background(), "a") // want unsafe "goes on after the client has left"
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		title, err := s.Title(context.Background(), name) // want unsafe "goes on after the client has left"
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Write([]byte(title))
	}
}
