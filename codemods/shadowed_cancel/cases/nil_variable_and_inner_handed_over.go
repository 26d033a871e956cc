package search

import (
	"context"
	"time"
)

type session struct{ cancel context.CancelFunc }

func (s *session) Close() { s.cancel() }

func search(ctx context.Context, limit time.Duration, s *session) error {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want none "handed over"
		if err := ask(ctx); err == nil {
			s.cancel = cancel
		}
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
