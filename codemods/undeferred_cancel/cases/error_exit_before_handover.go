package fetch

import "context"

type session struct {
	ctx   context.Context
	close context.CancelFunc
}

func (s *session) Close() { s.close() }

func open(parent context.Context, name string) (*session, error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	if err := login(parent, name); err != nil {
		return nil, err
	}
	return &session{ctx: ctx, close: cancel}, nil
}

func login(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
