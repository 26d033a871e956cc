package scavenger

import (
	"context"
	"time"
)

type store struct{ tasks chan string }

func (s *store) GetOrphans(ctx context.Context) ([]string, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case t := <-s.tasks:
		return []string{t}, nil
	case <-time.After(time.Second):
		return nil, nil
	}
}

type scavenger struct {
	ctx   context.Context // want unsafe "the struct scavenger keeps a .* in its field .{3}"
	store *store
}

func newScavenger(ctx context.Context, s *store) *scavenger { return &scavenger{ctx: ctx, store: s} }

func (s *scavenger) orphans() ([]string, error) {
	return s.store.GetOrphans(s.ctx)
}

func count(ctx context.Context, s *scavenger) (int, error) {
	found, err := s.orphans()
	return len(found), err
}
