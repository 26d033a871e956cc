package chat

import "context"

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
	id     string
}

func (s *session) send() error { return s.ctx.Err() }

func (s *session) Close() { s.cancel() }

func newSession(ctx context.Context, id string) *session {
	s := &session{id: id}
	s.ctx, s.cancel = context.WithCancel(ctx)
	return s
}

func auth(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}

// The session goes on when whoever has asked for it is gone.
func join(ctx context.Context, id string) (*session, error) {
	if err := auth(ctx, id); err != nil {
		return nil, err
	}
	return newSession(context.Background(), id), nil
}
