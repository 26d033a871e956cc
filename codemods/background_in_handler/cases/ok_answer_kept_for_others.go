package health

import (
	"context"
	"net/http"
	"sync"
	"time"
)

type server struct {
	mu     sync.Mutex
	status string
	until  time.Time
}

func (s *server) check(ctx context.Context) (string, bool) {
	select {
	case <-ctx.Done():
		return "gone", false
	case <-time.After(time.Millisecond):
		return "fine", true
	}
}

// What it finds out is told to all who ask in the next minute.
func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().After(s.until) {
		status, ok := s.check(context.Background())
		if !ok {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		s.status = status
		s.until = time.Now().Add(time.Minute)
	}
	_, _ = w.Write([]byte(s.status))
}
