package fetch

import "context"

type session struct {
	ctx   context.Context
	close context.CancelFunc
}

func (s *session) Close() { s.close() }

func open(parent context.Context) (s *session, err error) {
	ctx, cancel := context.WithCancel(parent)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err = login(ctx); err != nil {
		return nil, err
	}
	return &session{ctx: ctx, close: cancel}, nil
}

func login(ctx context.Context) error { return ctx.Err() }
