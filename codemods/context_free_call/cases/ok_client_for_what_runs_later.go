package images

import (
	"context"
	"net/http"
)

type client struct{ ctx context.Context }

func Connect(url string) (*client, error) { return ConnectContext(context.Background(), url) }

func ConnectContext(ctx context.Context, url string) (*client, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &client{ctx: ctx}, nil
}

func (c *client) Push(image string) error {
	<-c.ctx.Done()
	return c.ctx.Err()
}

type operation struct {
	run func(ctx context.Context) error
}

type queue interface{ Schedule(o operation) error }

type server struct{ q queue }

// The operation runs when the answer has been given.
func (s *server) export(w http.ResponseWriter, r *http.Request) {
	remote, err := Connect(r.FormValue("url"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	run := func(ctx context.Context) error { return remote.Push("image") }
	if err := s.q.Schedule(operation{run: run}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
