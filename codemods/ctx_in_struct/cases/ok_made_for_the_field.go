package cluster

import "context"

type watcher struct {
	ctx    context.Context
	cancel context.CancelFunc
	name   string
}

func newWatcher(parent context.Context, name string) *watcher {
	ctx, cancel := context.WithCancel(parent)
	return &watcher{ctx: ctx, cancel: cancel, name: name}
}

func (w *watcher) stop() { w.cancel() }
