package fetch

import "context"

type session struct {
	ctx   context.Context
	close context.CancelFunc
}

func (s *session) Close() { s.close() }

// Released first, ctx.Err() would always say that it was canceled.
func open(parent context.Context) (*session, error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	if !login(ctx) {
		return nil, ctx.Err()
	}
	return &session{ctx: ctx, close: cancel}, nil
}

func login(ctx context.Context) bool { return ctx.Err() == nil }
