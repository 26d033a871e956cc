package store

import "context"

type iterator struct {
	ctx  context.Context
	left int
}

func (i *iterator) Next() bool {
	i.left--
	return i.left > 0 && i.ctx.Err() == nil
}

// One method works within its own call, the other makes something that is used when that call is over.
type store struct {
	ctx  context.Context // want none "struct store keeps"
	size int
}

func newStore(ctx context.Context, size int) *store {
	return &store{ctx: ctx, size: size}
}

func (s *store) all(ctx context.Context) (*iterator, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &iterator{ctx: s.ctx, left: s.size}, nil
}

func (s *store) count(ctx context.Context) (int, error) {
	it, err := s.all(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for it.Next() {
		n++
	}
	return n, s.ctx.Err()
}
