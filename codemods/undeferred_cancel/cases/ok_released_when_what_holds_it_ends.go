package serve

import (
	"context"
	"time"
)

type conn struct {
	ctx    context.Context
	cancel context.CancelFunc
}

type Server struct {
	conns map[string]*conn
}

func (s *Server) Accept(ctx context.Context, id string) {
	c := &conn{}
	s.conns[id] = c
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	c.ctx, c.cancel = ctx, cancel
}

func (s *Server) Drop(id string) {
	s.conns[id].cancel()
	delete(s.conns, id)
}
