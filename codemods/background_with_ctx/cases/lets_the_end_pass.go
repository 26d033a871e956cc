package stop

import (
	"context"
	"errors"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
	put(ctx context.Context, id string, n int) error
}

func run(ctx context.Context, s store, work func(context.Context) error) error {
	if err := work(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return s.put(context.Background(), "stopped", 1)
}

func canceled(ctx context.Context, s store, ids []string) error {
	n := 0
	for _, id := range ids {
		_, err := s.count(ctx, id)
		if errors.Is(err, context.Canceled) {
			break
		}
		n++
	}
	return s.put(context.Background(), "done", n)
}

// Who fails with the end does not come to the rest.
func told(ctx context.Context, s store, work func(context.Context) error) error {
	if err := work(ctx); err != nil {
		if errors.Is(err, context.Canceled) {
			return errors.New("stopped")
		}
		return err
	}
	return s.put(context.Background(), "done", 1) // want unsafe "s.put gets"
}
