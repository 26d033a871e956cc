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

// A release at the end of the function would cut the session off, and at the exit its name means another one.
func open(parent context.Context) (*session, error) {
	ctx, cancel := context.WithCancel(parent)
	if err := ask(parent); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want none "cancel"
		defer cancel()
		return nil, ask(ctx)
	}
	return &session{ctx: ctx, cancel: cancel}, nil
}

func ask(ctx context.Context) error { return ctx.Err() }
