package serve

import "context"

type Server struct {
	ctx    context.Context
	cancel context.CancelFunc
	jobs   map[string]*job
}

type job struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func New() *Server {
	ctx, cancel := context.WithCancel(context.Background())
	return &Server{ctx, cancel, map[string]*job{}}
}

func (s *Server) Context() (context.Context, context.CancelFunc) {
	return s.ctx, s.cancel
}

// The server goes on until Close.
func (s *Server) Alive() bool {
	ctx, _ := s.Context()
	return ctx.Err() == nil
}

func (s *Server) lookup(id string) (context.Context, context.CancelFunc) {
	j, ok := s.jobs[id]
	if !ok {
		return s.ctx, func() {}
	}
	return j.ctx, j.cancel
}

func (s *Server) Done(id string) bool {
	ctx, _ := s.lookup(id)
	return ctx.Err() != nil
}

func (s *Server) Close() { s.cancel() }

var base, stop = context.WithCancel(context.Background())

func process() (context.Context, context.CancelFunc) { return base, stop }

func Stopped() bool {
	ctx, _ := process()
	return ctx.Err() != nil
}

func Stop() { stop() }
