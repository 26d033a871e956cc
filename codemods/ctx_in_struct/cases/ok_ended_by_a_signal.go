package gather

import (
	"context"
	"time"
)

type signal struct{ done chan struct{} }

func (s *signal) reset() { s.done = make(chan struct{}) }

func (s *signal) fire() { close(s.done) }

// until ends with the signal.
func until(parent context.Context, s *signal) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		select {
		case <-ctx.Done():
		case <-s.done:
			cancel()
		}
	}()
	return ctx, cancel
}

type gatherer struct {
	ctx     context.Context
	stopped signal
	send    func(ctx context.Context, n int) error
}

// Nobody has given it: it ends with the struct.
func (g *gatherer) start() {
	g.stopped.reset()
	g.ctx, _ = until(context.Background(), &g.stopped)
	g.gather()
}

func (g *gatherer) stop() { g.stopped.fire() }

func (g *gatherer) gather() {
	if err := g.send(g.ctx, time.Now().Second()); err != nil {
		println(err.Error())
	}
}
