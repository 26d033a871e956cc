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

// What it makes lives as long as the program, whoever asks for it.
type store struct {
	ctx  context.Context
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
