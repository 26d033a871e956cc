package stream

import (
	"context"
	"net/http"
	"time"
)

type conn struct{}

func (*conn) Send(ctx context.Context, n int) error { return ctx.Err() }

type upgrader struct{}

func (upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (*conn, error) {
	return &conn{}, nil
}

// The server no longer sees the client leave.
func stream(w http.ResponseWriter, r *http.Request) {
	c, err := upgrader{}.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	for n := 0; c.Send(r.Context(), n) == nil; n++ {
		time.Sleep(time.Second)
	}
}
