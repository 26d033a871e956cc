package frontend

import (
	"context"
	"slices"
	"sync"
)

// screen runs what it is given when it draws.
type screen interface {
	Dispatch(work func())
}

type db struct {
	mu    sync.Mutex
	spans []string
}

func (d *db) Export(ctx context.Context, spans []string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.spans = append(d.spans, spans...)
	return nil
}

type frontend struct {
	db     *db
	tui    screen
	mu     sync.Mutex
	report bool
}

func (f *frontend) Export(ctx context.Context, spans []string) error {
	spans = slices.Clone(spans)
	f.dispatch(func() {
		_ = f.db.Export(context.Background(), spans)
	})
	return nil
}

// dispatch leaves the work to the goroutine that draws, if there is one.
func (f *frontend) dispatch(work func()) {
	if f.report {
		f.mu.Lock()
		defer f.mu.Unlock()
		work()
		return
	}
	f.tui.Dispatch(work)
}
