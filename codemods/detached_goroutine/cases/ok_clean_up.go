package web

import (
	"context"
)

type server struct{}

func (s *server) Shutdown(ctx context.Context) error {
	go notify(context.Background(), "a")
	return ctx.Err()
}

func (s *server) Save(ctx context.Context) error {
	go s.Close(context.Background())
	<-ctx.Done()
	go notify(context.Background(), "b")
	return ctx.Err()
}

func (s *server) Close(ctx context.Context) error { return ctx.Err() }

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
