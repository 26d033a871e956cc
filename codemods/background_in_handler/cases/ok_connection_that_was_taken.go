package hud

import (
	"context"
	"net/http"
)

type conn struct{}

type upgrader struct{}

func (upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (*conn, error) {
	return &conn{}, nil
}

type store interface {
	Add(ctx context.Context, c *conn) error
	Forget(ctx context.Context, c *conn) error
}

type server struct {
	ctx context.Context
	up  upgrader
	s   store
}

// The server no longer sees the client leave: the request's context ends with this function.
func (s *server) view(w http.ResponseWriter, r *http.Request) {
	c, err := s.up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	_ = s.s.Add(s.ctx, c)
	if err := s.s.Forget(context.Background(), c); err != nil {
		println(err.Error())
	}
}
