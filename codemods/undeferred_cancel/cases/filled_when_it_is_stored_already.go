package serve

import (
	"context"
	"time"
)

type conn struct{ ctx context.Context }

type Server struct {
	conns map[string]*conn
}

func (s *Server) Accept(ctx context.Context, id string) {
	c := &conn{}
	s.conns[id] = c
	ctx, _ = context.WithTimeout(ctx, time.Hour) // want none "is stored"
	c.ctx = ctx
}

func (s *Server) add(id string, c *conn) { s.conns[id] = c }

func (s *Server) AcceptByHelper(ctx context.Context, id string) {
	c := &conn{}
	s.add(id, c)
	ctx, _ = context.WithTimeout(ctx, time.Hour) // want none "is stored"
	c.ctx = ctx
}

func (s *Server) Alive(id string) bool { return s.conns[id].ctx.Err() == nil }

// What was stored is another one.
func (s *Server) Check(ctx context.Context, id string) error {
	c := &conn{ctx: ctx}
	s.conns[id] = c
	c = &conn{}
	ctx, _ = context.WithTimeout(ctx, time.Hour) // want safe "discarded"
	c.ctx = ctx
	return c.ctx.Err()
}
