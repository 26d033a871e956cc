package watch

import (
	"context"
	"errors"
)

var errStopped = errors.New("stopped")

type Dispatcher struct {
	ctx     context.Context
	trigger chan struct{}
	done    chan int
}

func New(ctx context.Context, serve func(context.Context, <-chan struct{}, chan<- int)) *Dispatcher {
	d := &Dispatcher{ctx: ctx, trigger: make(chan struct{}), done: make(chan int)}
	go serve(ctx, d.trigger, d.done)
	return d
}

// Now would wait for ever if nobody were there any more.
func (d *Dispatcher) Now() (<-chan int, error) {
	select {
	case d.trigger <- struct{}{}:
		return d.done, nil
	case <-d.ctx.Done():
		return nil, errStopped
	}
}
