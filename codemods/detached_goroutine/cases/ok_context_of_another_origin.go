package web

import (
	"context"
)

type server struct{ ctx context.Context }

func (s *server) Save(parent context.Context, id string) error {
	ctx := s.ctx
	go notify(context.Background(), id)
	return notify(ctx, parent.Err().Error())
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
