package relay

import (
	"bufio"
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

// The context is made before the connection is taken, but all that is done under it comes behind: the request's ends
// with this function then, and no longer with the client.
func relay(token string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		if r.Header.Get("Authorization") != token {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		conn, err := upgrader{}.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		done := make(chan error, 1)
		go answer(ctx, conn, done)
		<-done
	}
}

func answer(ctx context.Context, conn net.Conn, done chan<- error) {
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil {
		err = pause(ctx, time.Duration(len(line))*time.Millisecond)
	}
	done <- err
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
