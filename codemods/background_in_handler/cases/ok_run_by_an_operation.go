package cluster

import (
	"context"
	"fmt"
	"net/http"
	"sync"
)

type operation struct {
	id  int
	run func(*operation) error
}

type operations struct {
	mu  sync.Mutex
	all map[int]*operation
}

// create keeps the operation, which is run when its turn has come.
func (o *operations) create(run func(*operation) error) (*operation, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	op := &operation{id: len(o.all), run: run}
	o.all[op.id] = op
	return op, nil
}

type group struct{ failed []error }

func (g *group) each(names []string, work func(name string) error) {
	for _, name := range names {
		if err := work(name); err != nil {
			g.failed = append(g.failed, err)
		}
	}
}

type store interface {
	Load(ctx context.Context, name string) (string, error)
}

type server struct {
	ops *operations
	s   store
}

// restore answers when the operation has a number.
func (s *server) restore(w http.ResponseWriter, r *http.Request) {
	run := func(op *operation) error {
		g := &group{}
		g.each(r.URL.Query()["name"], func(name string) error {
			return s.restoreOne(name, op, r)
		})
		if len(g.failed) > 0 {
			return g.failed[0]
		}
		return nil
	}
	op, err := s.ops.create(run)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, op.id)
}

func (s *server) restoreOne(name string, op *operation, r *http.Request) error {
	where, err := s.s.Load(context.Background(), name)
	if err != nil {
		return fmt.Errorf("restoring %s for %s: %w", name, r.RemoteAddr, err)
	}
	return s.move(where, op, r)
}

func (s *server) move(where string, op *operation, r *http.Request) error {
	to, err := s.s.Load(context.Background(), r.Host)
	if err != nil {
		return err
	}
	fmt.Println(where, to, op.id)
	return nil
}
