package locked

import (
	"context"
	"sync"
	"time"
)

type store struct {
	mu    sync.Mutex
	names []string
}

func (s *store) with(f func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, name := range s.names {
		if name == "" {
			s.names[i] = "unnamed"
		}
	}
	return f()
}

func (s *store) save(ctx context.Context, limit time.Duration, put func(context.Context, []string) error) error {
	var cancel context.CancelFunc
	return s.with(func() error {
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
		return put(ctx, s.names)
	})
}
