package check

import (
	"context"
	"log/slog"
	"sync"
)

type server struct{ store store }

type store interface {
	Load(ctx context.Context, id string) (string, error)
}

// The answer does not wait for it: its context has ended by then, and is read for what it carries.
func (s *server) Answer(ctx context.Context, id string) string {
	go func() {
		s.shadow(ctx, id)
	}()
	return id
}

func (s *server) shadow(ctx context.Context, id string) {
	slog.InfoContext(ctx, "shadow", "id", id)
	if _, err := s.compare(ctx, id); err != nil {
		slog.ErrorContext(ctx, "shadow", "err", err)
	}
}

func (s *server) compare(ctx context.Context, id string) (string, error) {
	slog.DebugContext(ctx, "compare")
	return s.store.Load(context.Background(), id)
}

// This one is waited for.
func (s *server) Both(ctx context.Context, ids [2]string) {
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.one(ctx, id)
		}()
	}
	wg.Wait()
}

func (s *server) one(ctx context.Context, id string) {
	slog.DebugContext(ctx, "one")
	_, _ = s.store.Load(context.Background(), id) // want unsafe "Load gets"
}
