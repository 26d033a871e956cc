package fetch

import "context"

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) open(parent context.Context) {
	s.ctx, s.cancel = context.WithCancel(parent) // want none "not released|never|nothing reads"
}

func (s *session) work() error { return s.ctx.Err() }
