package search

import (
	"context"
	"time"
)

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) Close() { s.cancel() }

func open(parent context.Context, keep bool) (*session, error) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	if err := ask(ctx); err != nil {
		return nil, err
	}
	if keep {
		ctx, cancel := context.WithCancel(parent)
		return &session{ctx: ctx, cancel: cancel}, nil
	}
	return nil, nil
}

func ask(ctx context.Context) error { return ctx.Err() }
