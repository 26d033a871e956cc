package store

import (
	"context"
)

type Store struct {
	ctx context.Context
}

func (s *Store) Start(ctx context.Context) {
	s.ctx = context.Background()
}
