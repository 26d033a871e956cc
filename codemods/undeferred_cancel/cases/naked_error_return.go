package fetch

import "context"

type session struct {
	ctx   context.Context
	close context.CancelFunc
}

func (s *session) Close() { s.close() }

func open(parent context.Context) (s *session, err error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not called|not released"
	if err = login(parent); err != nil {
		return
	}
	s = &session{ctx: ctx, close: cancel}
	return
}

func login(ctx context.Context) error { return ctx.Err() }
