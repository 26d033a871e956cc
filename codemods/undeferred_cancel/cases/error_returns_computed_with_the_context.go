package fetch

import (
	"context"
	"fmt"
)

type session struct {
	ctx   context.Context
	close context.CancelFunc
}

func (s *session) Close() { s.close() }

func open(parent context.Context, kind int) (*session, error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not called|not released"
	switch kind {
	case 1:
		return nil, context.Cause(ctx)
	case 2:
		return nil, fmt.Errorf("open: %w", ctx.Err())
	}
	return &session{ctx: ctx, close: cancel}, nil
}
