package fetch

import (
	"context"
	"time"
)

type session struct {
	ctx context.Context
}

func (s *session) open(parent context.Context) {
	s.ctx, _ = context.WithTimeout(parent, time.Hour) // want none "not released|discarded"
}
