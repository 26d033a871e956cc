package store

import (
	"context"
	"time"
)

type store struct{}

func (s *store) save(ctx context.Context, key string) error { return ctx.Err() }

func (s *store) saver(ctx context.Context, key string) func() error {
	return func() error { return s.save(context.Background(), key) }
}

func (s *store) commands(ctx context.Context) map[string]func() error {
	if s.save(ctx, "asked") != nil {
		return nil
	}
	save := func() error { return s.save(context.Background(), "save") }
	return map[string]func() error{"save": save}
}

type callbacks struct {
	started, stopped func()
}

func (s *store) callbacks(ctx context.Context) callbacks {
	return callbacks{
		started: func() { s.save(ctx, "started") },
		stopped: func() { s.save(context.Background(), "stopped") },
	}
}

type loop struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *store) loop(ctx context.Context) *loop {
	l := &loop{}
	l.ctx, l.cancel = context.WithTimeout(context.Background(), time.Hour)
	return l
}

func (l *loop) end() error {
	l.cancel()
	return l.ctx.Err()
}
