package serve

import "context"

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newSession(ctx context.Context) *session {
	s := &session{}
	s.ctx, s.cancel = context.WithCancel(ctx)
	return s
}

// Nobody else has the session.
func scope(ctx context.Context) (context.Context, context.CancelFunc) {
	s := newSession(ctx)
	return s.ctx, s.cancel
}

func serve(ctx context.Context) error {
	sctx, _ := scope(ctx) // want unsafe "discarded"
	return sctx.Err()
}

func nothing() {}

// A function of the package that does nothing is no release that was there before.
func limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() != nil {
		return ctx, nothing
	}
	return context.WithCancel(ctx)
}

func answer(ctx context.Context) error {
	actx, _ := limited(ctx) // want unsafe "discarded"
	return actx.Err()
}
