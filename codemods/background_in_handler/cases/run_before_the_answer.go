package cluster

import (
	"context"
	"fmt"
	"net/http"
)

type store interface {
	Load(ctx context.Context, name string) (string, error)
}

type server struct{ s store }

// each is done with what it is given when it returns.
func each(names []string, work func(name string) error) error {
	for _, name := range names {
		if err := work(name); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) restore(w http.ResponseWriter, r *http.Request) {
	run := func(name string) error { return s.restoreOne(name, r) }
	if err := each(r.URL.Query()["name"], run); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, "restored")
}

func (s *server) restoreOne(name string, r *http.Request) error {
	where, err := s.s.Load(context.Background(), name) // want unsafe "after the context of the request has ended"
	if err != nil {
		return fmt.Errorf("restoring %s for %s: %w", name, r.RemoteAddr, err)
	}
	fmt.Println(where)
	return nil
}
