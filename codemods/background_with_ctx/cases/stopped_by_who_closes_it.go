package browser

import "context"

type allocator struct{ ctx context.Context }

func start(ctx context.Context) (*allocator, func()) {
	inner, cancel := context.WithCancel(ctx)
	return &allocator{inner}, cancel
}

func (a *allocator) open(ctx context.Context) error { return ctx.Err() }

type source struct{ close func() }

// The browser is there until the source is closed.
func (s *source) launch(ctx context.Context) error {
	a, stop := start(context.Background())
	s.close = func() {
		stop()
	}
	return a.open(ctx)
}

func once(ctx context.Context) error {
	a, stop := start(context.Background()) // want unsafe "start gets"
	defer stop()
	return a.open(ctx)
}
