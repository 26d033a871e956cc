package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"
)

// server aggregates what the back ends and the database find.
type server struct {
	backends []*backend
	store    *store
	timeout  time.Duration
}

func newServer(db *sql.DB, transport http.RoundTripper, timeout time.Duration, urls []string) *server {
	s := &server{store: &store{db: db}, timeout: timeout}
	for _, url := range urls {
		s.backends = append(s.backends, &backend{
			ctx:    context.Background(),
			url:    url,
			client: &http.Client{Transport: transport},
		})
	}
	return s
}

func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /search", s.handleSearch)
	mux.HandleFunc("GET /suggest", s.handleSuggest)
	mux.HandleFunc("GET /healthz", s.handleHealth)
	return mux
}

// handleSearch asks everyone at once; if one of them fails, the database alone has to do.
func (s *server) handleSearch(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query().Get("q")
	ctx, cancel := context.WithTimeout(r.Context(), s.timeout)

	titles, err := s.fanOut(ctx, query)
	if err != nil {
		ctx, cancel := context.WithTimeout(r.Context(), s.timeout)
		titles, err = s.store.titles(ctx, query)
		if err != nil {
			cancel()
			http.Error(w, "search is not available", http.StatusBadGateway)
			return
		}
		w.Header().Set("Warning", `199 - "results may be incomplete"`)
		writeJSON(w, titles)
		return
	}

	cancel()
	writeJSON(w, titles)
}

// handleSuggest completes what was typed so far.
func (s *server) handleSuggest(w http.ResponseWriter, r *http.Request) {
	titles, err := s.store.titles(context.Background(), r.URL.Query().Get("q"))
	if err != nil {
		http.Error(w, "no suggestions", http.StatusServiceUnavailable)
		return
	}
	writeJSON(w, titles[:min(len(titles), 5)])
}

// handleHealth tells the load balancer whether the database answers.
func (s *server) handleHealth(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Second)
	if err := s.store.db.PingContext(ctx); err != nil {
		http.Error(w, "database: "+err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// fanOut asks all back ends and the database, and waits for every answer.
func (s *server) fanOut(ctx context.Context, query string) ([]string, error) {
	found := make([][]string, len(s.backends)+1)
	errs := make([]error, len(s.backends)+1)

	var wg sync.WaitGroup
	for i, b := range s.backends {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found[i], errs[i] = b.find(query)
		}()
	}
	last := len(s.backends)
	found[last], errs[last] = s.store.titles(ctx, query)
	wg.Wait()

	titles := slices.Concat(found...)
	slices.Sort(titles)
	return slices.Compact(titles), errors.Join(errs...)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
