package waits

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

type store interface {
	put(ctx context.Context, id string, n int) error
}

func cond(ctx context.Context, s store) error {
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

func polled(ctx context.Context, s store, step func()) error {
	var stopped atomic.Bool
	defer context.AfterFunc(ctx, func() { stopped.Store(true) })()
	n := 0
	for !stopped.Load() {
		step()
		n++
	}
	return s.put(context.Background(), "steps", n)
}

// It is full as well.
func counted(ctx context.Context, s store, in <-chan int) error {
	full := false
	defer context.AfterFunc(ctx, func() { time.Sleep(time.Millisecond) })()
	n := 0
	for !full {
		n += <-in
		full = n > 100
	}
	return s.put(context.Background(), "full", n) // want unsafe "s.put gets"
}

// Others set it, too.
func either(ctx context.Context, s store, in <-chan int) error {
	var stopped atomic.Bool
	defer context.AfterFunc(ctx, func() { stopped.Store(true) })()
	n := 0
	for !stopped.Load() {
		v, ok := <-in
		n += v
		if !ok {
			stopped.Store(true)
		}
	}
	return s.put(context.Background(), "sum", n) // want unsafe "s.put gets"
}
