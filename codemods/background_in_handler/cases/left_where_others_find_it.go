package p

import (
	"context"
	"net/http"
	"sync"
	"time"
)

type call struct{ reply chan string }

type server struct {
	mu      sync.Mutex
	calls   map[string]*call
	backend chan string
}

func (s *server) addCall(id string) *call {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{reply: make(chan string, 1)}
	s.calls[id] = c
	return c
}

func (s *server) deleteCall(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.calls, id)
}

func (s *server) send(ctx context.Context, id string) error {
	select {
	case s.backend <- id:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want none "may stop half-way, behind s.addCall at "
	defer cancel()
	s.handle(ctx, w, r.FormValue("id"))
}

// The call stays there when it could not be sent.
func (s *server) handle(ctx context.Context, w http.ResponseWriter, id string) {
	c := s.addCall(id)
	if err := s.send(ctx, id); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	select {
	case text := <-c.reply:
		s.deleteCall(id)
		w.Write([]byte(text))
	case <-ctx.Done():
		s.deleteCall(id)
		w.WriteHeader(http.StatusGatewayTimeout)
	}
}

func (s *server) serveTidy(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // want unsafe "so what is done under it goes on after the client has left"
	defer cancel()
	s.handleTidy(ctx, w, r.FormValue("id"))
}

func (s *server) handleTidy(ctx context.Context, w http.ResponseWriter, id string) {
	c := s.addCall(id)
	if err := s.send(ctx, id); err != nil {
		s.deleteCall(id)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	select {
	case text := <-c.reply:
		s.deleteCall(id)
		w.Write([]byte(text))
	case <-ctx.Done():
		s.deleteCall(id)
		w.WriteHeader(http.StatusGatewayTimeout)
	}
}
