package server

import (
	"context"
	"net/http"
)

// Server has one by mistake.
type Server struct {
	context.Context
	http.Server
}

// New gives none.
func New(addr string) *Server {
	return &Server{Server: http.Server{Addr: addr}}
}

// Serve serves.
func (s *Server) Serve() error { return s.Server.ListenAndServe() }
