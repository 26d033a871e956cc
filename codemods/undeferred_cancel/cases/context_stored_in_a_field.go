package fetch

import (
	"context"
	"time"
)

type session struct {
	ctx context.Context
}

func open(parent context.Context) *session {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "not released|discarded"
	return &session{ctx: ctx}
}

func (s *session) Err() error { return s.ctx.Err() }
