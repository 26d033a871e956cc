package guard

import (
	"context"
	"sync"
)

type guard struct {
	mu       sync.Mutex
	releases []context.CancelFunc
	last     map[string]context.CancelFunc
}

// create keeps the release for quit.
func (g *guard) create(ctx context.Context, name string) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	cancel = g.keep(name, cancel)
	return ctx, cancel
}

func (g *guard) keep(name string, cancel context.CancelFunc) context.CancelFunc {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last[name] = cancel
	return cancel
}

func (g *guard) quit() {
	for _, cancel := range g.last {
		cancel()
	}
}

type link struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// renew ends what it gave before.
func (l *link) renew(parent context.Context) (context.Context, context.CancelFunc) {
	if l.cancel != nil {
		l.cancel()
	}
	l.ctx, l.cancel = context.WithCancel(parent)
	return l.ctx, l.cancel
}

func (l *link) run(parent context.Context, work func(context.Context) error) error {
	ctx, cancel := l.renew(parent)
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

// derive keeps nothing.
func (g *guard) derive(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, cancel
}

func (g *guard) start(ctx context.Context, run func(context.Context)) {
	ctx, _ = g.create(ctx, "run")
	go run(ctx)
}

func (g *guard) work(ctx context.Context, run func(context.Context) error) error {
	ctx, _ = g.derive(ctx) // want unsafe "the release of ctx is discarded"
	return run(ctx)
}
