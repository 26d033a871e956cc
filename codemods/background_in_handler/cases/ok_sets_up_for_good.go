package web

import (
	"context"
	"net/http"
)

type core struct{ sealed bool }

func (c *core) Initialize(ctx context.Context, keys int) error {
	c.sealed = keys > 0
	return ctx.Err()
}

func (c *core) RaftBootstrap(ctx context.Context) error { return ctx.Err() }

func handleInit(c *core) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := c.Initialize(context.Background(), 3); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if err := c.RaftBootstrap(context.Background()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
