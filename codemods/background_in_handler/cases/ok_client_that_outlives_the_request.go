package web

import (
	"context"
	"net/http"
)

type client struct {
	ctx context.Context
}

func newClient(ctx context.Context) *client { return &client{ctx: ctx} }

type server struct {
	client *client
}

func (s *server) handleUser(w http.ResponseWriter, r *http.Request) {
	if s.client == nil {
		s.client = newClient(context.Background())
	}
	if s.client.ctx.Err() != nil {
		http.Error(w, "gone", http.StatusServiceUnavailable)
	}
}
