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
