package web

import (
	"context"
	"net/http"
)

type server struct{ ids chan string }

func (s *server) runLoop(ctx context.Context) {
	for id := range s.ids {
		if err := notify(ctx, id); err != nil {
			return
		}
	}
}

func (s *server) Run(ctx context.Context) error { return ctx.Err() }

func handleStart(w http.ResponseWriter, r *http.Request) {
	s := &server{ids: make(chan string)}
	go s.Run(context.Background())
	go s.runLoop(context.Background())
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
