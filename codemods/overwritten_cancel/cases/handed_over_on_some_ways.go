package fetch

import (
	"context"
	"time"
)

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) Close() { s.cancel() }

func (s *session) open(parent context.Context, keep bool) error {
	ctx, cancel := context.WithCancel(parent) // want none "assigned again on line 20"
	if keep {
		s.ctx, s.cancel = ctx, cancel
	}
	ctx, cancel = context.WithTimeout(parent, time.Second)
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
