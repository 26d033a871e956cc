package proxy

import "context"

type store struct{ open map[string]bool }

func (s *store) closeAll(ctx context.Context) error {
	s.open = nil
	return ctx.Err()
}

func (s *store) get(ctx context.Context, id string) (bool, error) {
	return s.open[id], ctx.Err()
}

// Nobody waits for an answer: this must work when the context has ended.
func (s *store) Release(ctx context.Context, id string) error {
	open, err := s.get(context.Background(), id)
	if err != nil || !open {
		return err
	}
	delete(s.open, id)
	return nil
}

func (s *store) Shutdown(ctx context.Context) error {
	return s.closeAll(context.Background())
}

type answer struct{ n int }

// What it stops is not what it was asked for.
func (s *store) Replace(ctx context.Context, id string) (*answer, error) {
	if err := s.Release(context.Background(), id); err != nil {
		return nil, err
	}
	s.open[id] = true
	return &answer{len(s.open)}, nil
}
