package web

import (
	"context"
	"net/http"
)

type client struct{ base string }

func (c *client) Fetch() error { return c.FetchWithContext(context.Background()) }

func (c *client) FetchWithContext(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

type fetcher interface {
	Fetch() error
	FetchWithContext(ctx context.Context) error
}

func handle(w http.ResponseWriter, r *http.Request, c *client, f fetcher) {
	if err := c.Fetch(); err != nil { // want unsafe "c.Fetch works without the request's r.Context\\(\\)"
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if err := f.Fetch(); err != nil { // want unsafe "FetchWithContext takes it"
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
