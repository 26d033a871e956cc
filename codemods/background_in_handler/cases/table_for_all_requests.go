package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
	put(ctx context.Context, id string, n int) error
}

type app struct {
	s       store
	mu      sync.RWMutex
	counts  map[string]int
	pending []string
}

func (a *app) warm(w http.ResponseWriter, r *http.Request) {
	fresh := make(map[string]int)
	for _, id := range r.URL.Query()["id"] {
		n, err := a.s.count(context.Background(), id)
		if err != nil {
			continue
		}
		fresh[id] = n
	}
	a.mu.Lock()
	a.counts = fresh
	a.mu.Unlock()
	fmt.Fprintln(w, len(fresh))
}

func (a *app) flush(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	ids := a.pending
	a.pending = nil
	a.mu.Unlock()
	for _, id := range ids {
		if err := a.s.put(context.Background(), id, 1); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
	}
}

// The table is for the one who asks.
func (a *app) count(w http.ResponseWriter, r *http.Request) {
	fresh := make(map[string]int)
	for _, id := range r.URL.Query()["id"] {
		n, err := a.s.count(context.Background(), id) // want unsafe "a.s.count gets"
		if err != nil {
			continue
		}
		fresh[id] = n
	}
	fmt.Fprintln(w, fresh)
}
