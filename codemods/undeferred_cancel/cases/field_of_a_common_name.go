package fetch

import "context"

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) open(parent context.Context) {
	s.ctx, s.cancel = context.WithCancel(parent) // want none "nothing reads the field cancel"
}

func (s *session) work() error { return s.ctx.Err() }

// Its cancel is another.
type stream struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newStream(parent context.Context) *stream {
	ctx, cancel := context.WithCancel(parent)
	return &stream{ctx: ctx, cancel: cancel}
}

func (s *stream) Close() { s.cancel() }

type base struct{ cancel context.CancelFunc }

type server struct {
	base
	ctx context.Context
}

// This one is read where base is embedded.
func (b *base) open(parent context.Context) context.Context {
	var ctx context.Context
	ctx, b.cancel = context.WithCancel(parent)
	return ctx
}

func (s *server) Close() { s.cancel() }
