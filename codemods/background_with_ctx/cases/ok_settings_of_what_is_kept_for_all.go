package dependency

import (
	"context"
	"sync"
)

type settings struct{ workers int }

type provider interface {
	// Queue falls back to what it was built with.
	Queue(ctx context.Context, name string) settings
}

type queue struct{ s settings }

func NewQueue(s int) *queue { return &queue{s: settings{workers: s}} }

type reload struct{}

type dependency struct {
	mu       sync.Mutex
	provider provider
	thumbs   *queue
}

func (d *dependency) ThumbQueue(ctx context.Context) *queue {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, again := ctx.Value(reload{}).(bool); d.thumbs != nil && !again {
		return d.thumbs
	}
	s := d.provider.Queue(context.Background(), "thumbs")
	d.thumbs = NewQueue(s.workers)
	return d.thumbs
}
