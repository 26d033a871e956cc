package watch

import (
	"context"
	"time"
)

type watcher interface {
	Watch(ctx context.Context, seen func()) error
}

type polling struct{ d time.Duration }

func (p *polling) Watch(ctx context.Context, seen func()) error {
	go func() {
		for ctx.Err() == nil {
			time.Sleep(p.d)
			seen()
		}
	}()
	return nil
}

// Another implementation may be meant than the only one that is known.
func wait(ctx context.Context, w watcher) error {
	seen := make(chan struct{}, 1)
	wctx, cancel := context.WithCancel(ctx) // want unsafe "may be kept by Watch"
	err := w.Watch(wctx, func() { seen <- struct{}{} })
	if err != nil {
		return err
	}
	<-seen
	cancel()
	return nil
}
