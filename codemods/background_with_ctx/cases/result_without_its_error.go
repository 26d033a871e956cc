package lists

import (
	"context"
	"errors"
	"time"
)

type list struct{ items []string }

type store struct{ lists chan *list }

func (s *store) List(ctx context.Context, prefix string) (*list, error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case found := <-s.lists:
		return found, nil
	case <-timer.C:
		return nil, errors.New("late: " + prefix)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func count(ctx context.Context, s *store) int {
	if ctx.Err() != nil {
		return 0
	}
	found, _ := s.List(context.Background(), "a")
	return len(found.items)
}

func countIfAny(ctx context.Context, s *store) int {
	if ctx.Err() != nil {
		return 0
	}
	found, _ := s.List(context.Background(), "a") // want unsafe "s.List gets"
	if found == nil {
		return 0
	}
	return len(found.items)
}
