package gather

import (
	"context"
	"sync"
	"time"
)

type signal struct{ done chan struct{} }

func (s *signal) fire() { close(s.done) }

// until ends with the signal as well.
func until(parent context.Context, s *signal) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	endOn(ctx, cancel, s)
	return ctx, cancel
}

func endOn(ctx context.Context, cancel context.CancelFunc, s *signal) {
	go func() {
		select {
		case <-ctx.Done():
		case <-s.done:
			cancel()
		}
	}()
}

// with ends with the other as well.
func with(parent, other context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	context.AfterFunc(other, cancel)
	return ctx, cancel
}

// counted only counts what is left open.
func counted(parent context.Context, c *counter) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	c.note(cancel)
	return ctx, cancel
}

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) note(cancel context.CancelFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cancel != nil {
		c.n++
	}
}

type gatherer struct {
	stop  signal
	count counter
}

func (g *gatherer) start(other context.Context) {
	own, _ := until(context.Background(), &g.stop)
	go g.loop(own)
	both, _ := with(context.Background(), other)
	go g.loop(both)
	ctx, _ := counted(context.Background(), &g.count) // want none "the release of ctx is discarded"
	go g.loop(ctx)
}

func (g *gatherer) loop(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			println("gathered")
		}
	}
}
