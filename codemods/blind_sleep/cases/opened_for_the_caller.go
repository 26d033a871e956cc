package listen

import (
	"context"
	"errors"
	"net"
	"time"
)

func ready(context.Context) error { return nil }

func listen(ctx context.Context) (net.Listener, error) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return nil, err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave l of line 13 open"
	}
	return l, nil
}

// What fails here does not close it either.
func lax(ctx context.Context, limit int) (net.Listener, error) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return nil, err
	}
	for i := 0; ready(ctx) != nil; i++ {
		if i > limit {
			return nil, errors.New("not ready")
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return l, nil
}

type server struct{ l net.Listener }

// Whoever has the server closes it.
func (s *server) keep(ctx context.Context) (net.Listener, error) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return nil, err
	}
	s.l = l
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return l, nil
}
