package hud

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

type upgrader struct{}

func (upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (net.Conn, error) {
	taker, ok := w.(http.Hijacker)
	if !ok || r.Header.Get("Upgrade") == "" {
		return nil, errors.New("no upgrade")
	}
	conn, _, err := taker.Hijack()
	return conn, err
}

type subscriber struct{ conn net.Conn }

func (s *subscriber) stream(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			if _, err := s.conn.Write([]byte("still here\n")); err != nil {
				return
			}
		}
	}
}

// The request's own context does not end with the client any more.
type Server struct {
	ctx context.Context
	mu  sync.Mutex
	all map[*subscriber]context.Context
}

func New(ctx context.Context) *Server {
	return &Server{ctx: ctx, all: make(map[*subscriber]context.Context)}
}

func (s *Server) View(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader{}.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	sub := &subscriber{conn}
	s.mu.Lock()
	s.all[sub] = s.ctx
	s.mu.Unlock()
	sub.stream(s.ctx)
	s.mu.Lock()
	delete(s.all, sub)
	s.mu.Unlock()
}
