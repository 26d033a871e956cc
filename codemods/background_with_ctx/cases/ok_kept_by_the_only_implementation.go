package client

import (
	"context"
	"time"
)

type heartbeater interface {
	KeepAlive(ctx context.Context)
	Stop()
}

type ticking struct {
	done chan struct{}
	t    *time.Ticker
	beat func(ctx context.Context) error
}

func (h *ticking) KeepAlive(ctx context.Context) {
	go func() {
		for {
			select {
			case <-h.done:
				return
			case <-h.t.C:
				_ = h.beat(ctx)
			}
		}
	}()
}

func (h *ticking) Stop() { close(h.done) }

type client struct{ beats heartbeater }

func (c *client) OpenSession(ctx context.Context, beat func(context.Context) error) error {
	if err := beat(ctx); err != nil {
		return err
	}
	c.beats = &ticking{done: make(chan struct{}), t: time.NewTicker(time.Second), beat: beat}
	c.beats.KeepAlive(context.Background())
	return nil
}
