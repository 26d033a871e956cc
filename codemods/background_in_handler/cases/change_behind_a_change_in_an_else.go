package archive

import (
	"context"
	"net/http"
)

type store interface {
	Delete(ctx context.Context, id string) error
	Find(ctx context.Context, id string) (string, error)
}

type service struct{ archive, events store }

func (s *service) delete(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if err := s.archive.Delete(context.Background(), id); err != nil { // want none "several changes in a row"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	} else {
		if err := s.events.Delete(context.Background(), id); err != nil { // want none "several changes in a row"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		} else {
			w.WriteHeader(http.StatusOK)
		}
	}
}

func (s *service) find(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if name, err := s.archive.Find(context.Background(), id); err != nil { // want unsafe "Find gets"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	} else {
		if err := s.events.Delete(context.Background(), name); err != nil { // want unsafe "Delete gets"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
