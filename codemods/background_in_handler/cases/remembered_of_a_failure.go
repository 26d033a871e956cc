package api

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

type api struct {
	s       store
	healthy atomic.Bool
	fails   atomic.Int64
	total   int64
	mu      sync.Mutex
	strikes map[string]int
	open    bool
}

func (a *api) probe(w http.ResponseWriter, r *http.Request) {
	if _, err := a.s.count(context.Background(), "self"); err != nil {
		a.healthy.Store(false)
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	a.healthy.Store(true)
}

func (a *api) breaker(w http.ResponseWriter, r *http.Request) {
	if a.fails.Load() > 5 {
		http.Error(w, "open", http.StatusServiceUnavailable)
		return
	}
	if _, err := a.s.count(context.Background(), r.PathValue("id")); err != nil {
		a.fails.Add(1)
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	a.fails.Store(0)
}

func (a *api) login(w http.ResponseWriter, r *http.Request) {
	user, _, _ := r.BasicAuth()
	if _, err := a.s.count(context.Background(), user); err != nil {
		a.mu.Lock()
		a.strikes[user]++
		a.mu.Unlock()
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *api) shut(w http.ResponseWriter, r *http.Request) {
	if a.open {
		http.Error(w, "open", http.StatusServiceUnavailable)
		return
	}
	if _, err := a.s.count(context.Background(), "self"); err != nil {
		a.open = true
		http.Error(w, "upstream", http.StatusBadGateway)
	}
}

// A number for those who look at how things go.
func (a *api) stats(w http.ResponseWriter, r *http.Request) {
	if _, err := a.s.count(context.Background(), "all"); err != nil { // want unsafe "a.s.count gets"
		atomic.AddInt64(&a.total, 1)
		http.Error(w, "upstream", http.StatusBadGateway)
	}
}

// What is set where it has succeeded says nothing of a failure.
func (a *api) opened(w http.ResponseWriter, r *http.Request) {
	if _, err := a.s.count(context.Background(), "self"); err != nil { // want unsafe "a.s.count gets"
		http.Error(w, "upstream", http.StatusBadGateway)
		return
	}
	a.healthy.Store(true)
}
