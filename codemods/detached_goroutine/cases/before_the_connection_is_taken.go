package relay

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

type upgrader struct{}

func (upgrader) Upgrade(w http.ResponseWriter, r *http.Request, h http.Header) (net.Conn, error) {
	taker, ok := w.(http.Hijacker)
	if !ok || r.Header.Get("Upgrade") == "" {
		return nil, errors.New("no upgrade")
	}
	conn, _, err := taker.Hijack()
	return conn, err
}

// The client may leave while the first goroutine looks for it.
func relay(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(context.Background()) // want unsafe "after the client has left"
	defer cancel()
	found := make(chan error, 1)
	go look(ctx, r.URL.Path, found)
	if err := <-found; err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	conn, err := upgrader{}.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	done := make(chan error, 1)
	go look(ctx, conn.RemoteAddr().String(), done)
	<-done
}

func look(ctx context.Context, name string, found chan<- error) {
	select {
	case <-ctx.Done():
		found <- ctx.Err()
	case <-time.After(time.Duration(len(name)) * time.Millisecond):
		found <- nil
	}
}
