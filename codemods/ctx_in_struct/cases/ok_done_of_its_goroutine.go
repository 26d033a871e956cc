package watch

import (
	"context"
	"errors"
)

type dispatcher struct {
	trigger chan struct{}
	ctx     context.Context
}

type watcher struct {
	dispatcher
	path string
}

var errEnded = errors.New("ended")

func newWatcher(ctx context.Context, path string) *watcher {
	w := &watcher{dispatcher: dispatcher{trigger: make(chan struct{}), ctx: ctx}, path: path}
	go w.serve(ctx)
	return w
}

func (w *watcher) serve(ctx context.Context) {
	for {
		select {
		case <-w.trigger:
		case <-ctx.Done():
			return
		}
	}
}

func (d *dispatcher) Dispatch() error {
	select {
	case d.trigger <- struct{}{}:
		return nil
	case <-d.ctx.Done():
		return errEnded
	}
}
