package cluster

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

type migration struct{ done chan error }

func (m *migration) Wait() error { return m.WaitContext(context.Background()) }

func (m *migration) WaitContext(ctx context.Context) error {
	select {
	case err := <-m.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Hour):
		return fmt.Errorf("nothing came of it")
	}
}

type operations struct {
	mu  sync.Mutex
	all []func() error
}

// create keeps what is run when its turn has come.
func (o *operations) create(run func() error) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all = append(o.all, run)
	return len(o.all)
}

type server struct {
	ops *operations
	m   *migration
}

// move answers when the operation has a number.
func (s *server) move(w http.ResponseWriter, r *http.Request) {
	id := s.ops.create(func() error { return s.moved(r) })
	fmt.Fprintln(w, id)
}

func (s *server) moved(r *http.Request) error {
	if err := s.m.Wait(); err != nil {
		return fmt.Errorf("moving for %s: %w", r.RemoteAddr, err)
	}
	return nil
}
