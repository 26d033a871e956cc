package web

import (
	"context"
	"net/http"
	"sync"
)

type conn struct{ addr string }

func dial(ctx context.Context, addr string) (*conn, error) { return &conn{addr}, ctx.Err() }

func (c *conn) ping(ctx context.Context) error {
	println(c.addr)
	return ctx.Err()
}

type server struct {
	mu    sync.Mutex
	conn  *conn
	conns map[string]*conn
}

// The first request makes it, all use it.
func (s *server) handle(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		c, err := dial(context.Background(), "a")
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		s.conn = c
	}
	if err := s.conn.ping(r.Context()); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func (s *server) handleName(w http.ResponseWriter, r *http.Request) {
	var err error
	s.conns["a"], err = dial(context.Background(), "a")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
