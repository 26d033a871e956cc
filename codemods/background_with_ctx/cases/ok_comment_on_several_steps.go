package tablet

import "context"

type daemon interface {
	Pause(ctx context.Context) error
	Clear(ctx context.Context) error
	Place(ctx context.Context, at string) error
	Begin(ctx context.Context) error
}

func restore(ctx context.Context, d daemon, at string) error {
	// The next two steps we want to do even if the context expires, so we use
	// a background context for these tasks.
	if err := d.Clear(context.Background()); err != nil {
		return err
	}
	if err := d.Place(context.Background(), at); err != nil {
		return err
	}
	return d.Begin(ctx)
}

func inspect(ctx context.Context, d daemon) error {
	err := d.Begin(ctx)
	// A new context is used here to make sure that we still place it if the
	// one given as argument has reached its timeout.
	if placed := d.Place(context.Background(), "end"); placed != nil {
		return placed
	}
	return err
}

func begin(ctx context.Context, d daemon) error {
	failed := make(chan error, 1)
	// We don't want to use the context that is given here, so the goroutine
	// creates its own.
	go func() {
		failed <- d.Begin(context.Background())
	}()
	return <-failed
}
