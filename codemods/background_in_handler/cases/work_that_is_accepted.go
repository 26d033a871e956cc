package jobs

import (
	"context"
	"fmt"
	"net/http"
)

type manager interface {
	Rebuild(ctx context.Context, names []string) error
	Check(ctx context.Context, names []string) error
}

type server struct{ m manager }

// rebuild says that it has begun.
func (s *server) rebuild(w http.ResponseWriter, r *http.Request) {
	err := s.m.Rebuild(context.Background(), r.URL.Query()["name"]) // want none "what the client is told to be accepted should not stop when it leaves; .+WithoutCancel"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// check says what it has found.
func (s *server) check(w http.ResponseWriter, r *http.Request) {
	err := s.m.Check(context.Background(), r.URL.Query()["name"]) // want unsafe "after the client has left"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusOK)
	fmt.Fprintln(w, "all is well")
}
