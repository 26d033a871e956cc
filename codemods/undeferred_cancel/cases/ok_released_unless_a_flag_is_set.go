package fetch

import "context"

type loop struct{ cancel context.CancelFunc }

func (l *loop) start(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	ok := false
	defer func() {
		if !ok {
			cancel()
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	l.cancel = cancel
	ok = true
	return nil
}

// It may have been set, or not.
func perhaps(ctx context.Context, n int) error {
	ctx, cancel := context.WithCancel(ctx)
	var ok bool
	defer func() {
		if !ok {
			cancel()
		}
	}()
	if n > 0 {
		ok = work(ctx) == nil
	}
	return nil
}

// What else tells is not known.
func other(ctx context.Context, keep bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if !keep {
			cancel()
		}
	}()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
