package watch

import (
	"context"
	"errors"
)

var errStopped = errors.New("stopped")

// Dispatcher is told when the watcher ends.
type Dispatcher struct {
	ctx     context.Context
	trigger chan struct{}
	load    func(context.Context) error
}

func New(ctx context.Context, load func(context.Context) error) *Dispatcher {
	d := &Dispatcher{ctx: ctx, trigger: make(chan struct{}), load: load}
	go d.run(ctx)
	return d
}

func (d *Dispatcher) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.trigger:
		}
	}
}

// Dispatch may be called by anyone.
func (d *Dispatcher) Dispatch() error {
	select {
	case d.trigger <- struct{}{}:
		return d.load(d.ctx)
	case <-d.ctx.Done():
		return errStopped
	}
}
