package server

import (
	"context"
	"net"
	"sync"
)

type store interface {
	put(ctx context.Context, id string, n int) error
}

func accept(ctx context.Context, s store, lis net.Listener) error {
	stop := context.AfterFunc(ctx, func() { _ = lis.Close() })
	defer stop()
	n := 0
	for {
		conn, err := lis.Accept()
		if err != nil {
			break
		}
		n++
		_ = conn.Close()
	}
	return s.put(context.Background(), "accepted", n)
}

func wait(ctx context.Context, s store) error {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	stopped := false
	stop := context.AfterFunc(ctx, func() {
		mu.Lock()
		defer mu.Unlock()
		stopped = true
		c.Broadcast()
	})
	defer stop()
	mu.Lock()
	for !stopped {
		c.Wait()
	}
	mu.Unlock()
	return s.put(context.Background(), "stopped", 1)
}

// What is registered behind it says nothing of what is before.
func before(ctx context.Context, s store, lis net.Listener) error {
	if err := s.put(context.Background(), "listens", 1); err != nil { // want unsafe "s.put gets"
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = lis.Close() })
	defer stop()
	_, err := lis.Accept()
	return err
}
